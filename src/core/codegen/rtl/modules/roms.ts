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
export const CONSTANT_ROM_V = `// One of DEPTH constants, the first in the least significant bits of "entries"; index < DEPTH. The highest bit of the
// index chooses a half, the others choose in it. These are multiplexers that become LUTs, not a memory whose output a
// tool would move registers to. Yosys takes far longer for one part "entries[index*BITS+:BITS]" of the vector.
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
    if (DEPTH == 1) begin : chosen
      assign entry = entries;
      wire unused = &{1'b0, index};
    end else begin : halves
      localparam LEVEL = $clog2(DEPTH) - 1;  // the bit that chooses
      localparam LOW = 1 << LEVEL;           // entries where it is 0
      localparam HIGH = DEPTH - LOW;         // where it is 1: as many or fewer
      wire [LOW*BITS-1:0] half;

      assign half[HIGH*BITS-1:0] = index[LEVEL] ? entries[DEPTH*BITS-1:LOW*BITS] : entries[HIGH*BITS-1:0];
      if (HIGH < LOW) begin : without_counterpart
        assign half[LOW*BITS-1:HIGH*BITS] = entries[LOW*BITS-1:HIGH*BITS];
      end

      constant_rom #(
        .DEPTH(LOW),
        .BITS(BITS),
        .INDEX_BITS(INDEX_BITS)
      ) rest (
        .index(index),
        .entries(half),
        .entry(entry)
      );
    end
  endgenerate
endmodule
`;
