/** `line_memory.v`: what windows and pools remember of a map. */
export const LINE_MEMORY_V = `// Memory of DEPTH words: in every cycle one is written and one is read, the latter with a step of latency. The tool
// puts it into block RAM or LUTs, by its size. A word may be read from the cycle after the one that writes it.
module line_memory #(
  parameter BITS = 1,
  parameter DEPTH = 1,
  parameter PLACE_BITS = 1
) (
  input  wire                  aclk,
  input  wire                  put,
  input  wire [PLACE_BITS-1:0] put_place,
  input  wire [BITS-1:0]       put_word,
  input  wire                  get,
  input  wire [PLACE_BITS-1:0] get_place,
  output reg  [BITS-1:0]       get_word
);
  reg [BITS-1:0] words [0:DEPTH-1];

  always @(posedge aclk) begin
    if (put) words[put_place] <= put_word;
  end

  always @(posedge aclk) begin
    if (get) get_word <= words[get_place];
  end
endmodule
`;
