/** `weight_rom.v`: weight words in block RAM or LUTs. */
export const WEIGHT_ROM_V = `// Memory of weight words, read with one step of latency and filled from FILE (hexadecimal, one word per line).
// STYLE: "block" for block RAM, "distributed" for LUTs, "auto" leaves it to the tool.
module weight_rom #(
  parameter BITS = 1,
  parameter DEPTH = 1,
  parameter INDEX_BITS = 1,
  parameter FILE = "",
  parameter STYLE = "auto"
) (
  input  wire                  aclk,
  input  wire                  advance,
  input  wire [INDEX_BITS-1:0] index,
  output reg  [BITS-1:0]       word
);
  generate
    if (STYLE == "block") begin : block
      (* rom_style = "block" *)
      reg [BITS-1:0] words [0:DEPTH-1];
      initial $readmemh(FILE, words);
      always @(posedge aclk) begin
        if (advance) word <= words[index];
      end
    end else if (STYLE == "distributed") begin : distributed
      // Yosys has no distributed ROM: "logic" is its word for LUTs.
\`ifdef YOSYS
      (* rom_style = "logic" *)
\`else
      (* rom_style = "distributed" *)
\`endif
      reg [BITS-1:0] words [0:DEPTH-1];
      initial $readmemh(FILE, words);
      always @(posedge aclk) begin
        if (advance) word <= words[index];
      end
    end else begin : automatic_style
      reg [BITS-1:0] words [0:DEPTH-1];
      initial $readmemh(FILE, words);
      always @(posedge aclk) begin
        if (advance) word <= words[index];
      end
    end
  endgenerate
endmodule
`;

/** `constant_rom.v`: a few constants in LUTs. */
export const CONSTANT_ROM_V = `// One of DEPTH constants, the first in the least significant bits of "entries". A part of a vector becomes LUTs, not a
// memory whose output a tool would move registers to. A power of two of bits for each constant: no place is a product.
module constant_rom #(
  parameter DEPTH = 1,
  parameter BITS = 1,
  parameter INDEX_BITS = 1
) (
  input  wire [INDEX_BITS-1:0] index,
  input  wire [DEPTH*BITS-1:0] entries,
  output wire [BITS-1:0]       entry
);
  generate
    if (DEPTH == 1) begin : single
      assign entry = entries;
      wire unused = &{1'b0, index};
    end else begin : select
      localparam STRIDE = 1 << $clog2(BITS);
      wire [DEPTH*STRIDE-1:0] words;
      wire [STRIDE-1:0] word = words[index*STRIDE+:STRIDE];
      genvar d;

      for (d = 0; d < DEPTH; d = d + 1) begin : padded
        assign words[d*STRIDE+:STRIDE] = {{(STRIDE - BITS){1'b0}}, entries[d*BITS+:BITS]};
      end

      assign entry = word[BITS-1:0];
      wire unused = &{1'b0, word};
    end
  endgenerate
endmodule
`;
