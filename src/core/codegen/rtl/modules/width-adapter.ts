/** `width_adapter.v`: joins or splits stream words, as `hls/width_adapter.h` does. */
export const WIDTH_ADAPTER_V = `// Stream width adapter: joins FACTOR words of BITS into one (JOINS), or splits a word into FACTOR words of BITS.
// Elements keep their order, the first in the least significant bits. A vector has IN_WORDS words here and OUT_WORDS
// there: where the next unit takes more than there is (padding), the rest is 0; where it takes fewer, the rest is
// dropped. One narrow word per cycle; a joined word is complete with the last narrow word of its vector.
module width_adapter #(
  parameter JOINS = 1,
  parameter BITS = 1,
  parameter FACTOR = 2,
  parameter IN_WORDS = 2,
  parameter OUT_WORDS = 1
) (
  input  wire                                   aclk,
  input  wire                                   aresetn,
  input  wire [(JOINS!=0?BITS:FACTOR*BITS)-1:0] in_data,
  input  wire                                   in_valid,
  output wire                                   in_ready,
  output wire [(JOINS!=0?FACTOR*BITS:BITS)-1:0] out_data,
  output wire                                   out_valid,
  input  wire                                   out_ready
);
  // Words of the vector that were read and written; all of them at its end.
  localparam READ_BITS = $clog2(IN_WORDS + 1);
  localparam WRITTEN_BITS = $clog2(OUT_WORDS + 1);
  localparam PART_BITS = FACTOR > 1 ? $clog2(FACTOR) : 1;
  localparam [READ_BITS-1:0] ALL_READ = IN_WORDS;
  localparam [WRITTEN_BITS-1:0] ALL_WRITTEN = OUT_WORDS;
  localparam [PART_BITS-1:0] LAST_PART = FACTOR - 1;

  reg [READ_BITS-1:0] read;
  reg [WRITTEN_BITS-1:0] written;
  reg [PART_BITS-1:0] part;  // of the wide word
  reg [FACTOR*BITS-1:0] word;

  wire given = read != ALL_READ;
  wire wanted = written != ALL_WRITTEN;

  wire move;
  wire reads;   // with this move
  wire writes;  // with this move a word of the output is complete
  wire [READ_BITS-1:0] read_then = reads ? read + 1'b1 : read;
  wire [WRITTEN_BITS-1:0] written_then = writes ? written + 1'b1 : written;
  wire last_given = JOINS != 0 && (!given || read_then == ALL_READ);
  wire ends = read_then == ALL_READ && written_then == ALL_WRITTEN;

  always @(posedge aclk) begin
    if (!aresetn) begin
      read <= 0;
      written <= 0;
      part <= 0;
    end else if (move) begin
      read <= ends ? 0 : read_then;
      written <= ends ? 0 : written_then;
      part <= part == LAST_PART || last_given || written_then == ALL_WRITTEN ? 0 : part + 1'b1;
    end
  end

  generate
    if (JOINS != 0) begin : join_words
      reg full;
      wire free = !full || out_ready;

      assign reads = given;
      assign writes = wanted && (part == LAST_PART || last_given);
      assign move = free && (in_valid || !given);
      assign in_ready = free && given;
      assign out_data = word;
      assign out_valid = full;

      always @(posedge aclk) begin
        if (!aresetn) full <= 0;
        else if (free) full <= move && writes;
      end

      always @(posedge aclk) begin
        if (move) begin
          if (part == 0) word <= 0;
          word[part*BITS+:BITS] <= given ? in_data : {BITS{1'b0}};
        end
      end
    end else begin : split_word
      wire [FACTOR*BITS-1:0] entering = given ? in_data : {(FACTOR * BITS) {1'b0}};
      wire [FACTOR*BITS-1:0] current = part == 0 ? entering : word;
      wire there = in_valid || !reads;

      assign reads = part == 0 && given;
      assign writes = wanted;
      assign move = there && (out_ready || !wanted);
      assign in_ready = reads && (out_ready || !wanted);
      assign out_data = current[BITS-1:0];
      assign out_valid = there && wanted;

      always @(posedge aclk) begin
        if (move) word <= {{BITS{1'b0}}, current[FACTOR*BITS-1:BITS]};
      end
    end
  endgenerate
endmodule
`;
