import { SUM_GROUP } from './sum-tree';

/** `threshold.v`: one of the thresholds of a neuron, for all its neuron folds. */
export const THRESHOLD_V = `// Whether a sum reaches the threshold of its neuron fold; DEPTH thresholds, fold 0 in the least significant bits.
module threshold #(
  parameter DEPTH = 1,
  parameter BITS = 2,
  parameter INDEX_BITS = 1
) (
  input  wire                   aclk,
  input  wire                   advance,
  input  wire [INDEX_BITS-1:0]  fold,
  input  wire signed [BITS-1:0] sum,
  output reg                    reached,
  input  wire [DEPTH*BITS-1:0]  entries
);
  wire signed [BITS-1:0] entry;

  constant_rom #(
    .DEPTH(DEPTH),
    .BITS(BITS),
    .INDEX_BITS(INDEX_BITS)
  ) rom (
    .index(fold),
    .entries(entries),
    .entry(entry)
  );

  always @(posedge aclk) begin
    if (advance) reached <= sum >= entry;
  end
endmodule
`;

/** `activation.v`: the second half of a hidden layer, behind its thresholds. */
export const ACTIVATION_V = `// Activation codes: the lowest code plus the number of thresholds that an accumulator reaches. BatchNorm is in the
// thresholds, which take one step (with "advance") from sums to "reached".
module activation #(
  parameter PE = 1,
  parameter THRESHOLDS = 1,
  parameter OUTPUT_BITS = 1,
  parameter [OUTPUT_BITS-1:0] OUTPUT_MIN = 0
) (
  input  wire                      aclk,
  input  wire                      aresetn,
  input  wire                      sums_valid,
  output wire                      sums_ready,
  output wire                      advance,
  input  wire [PE*THRESHOLDS-1:0]  reached,
  output wire [PE*OUTPUT_BITS-1:0] codes,
  output wire                      codes_valid,
  input  wire                      codes_ready
);
  function integer tree_levels(input integer terms);
    integer left;
    begin
      tree_levels = 0;
      for (left = terms; left > 1; left = (left + ${SUM_GROUP - 1}) / ${SUM_GROUP}) tree_levels = tree_levels + 1;
    end
  endfunction

  assign advance = !codes_valid || codes_ready;
  assign sums_ready = advance;

  delay_line #(
    .BITS(1),
    .CYCLES(1 + tree_levels(THRESHOLDS))
  ) control (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now(sums_valid),
    .later(codes_valid)
  );

  genvar p;
  generate
    for (p = 0; p < PE; p = p + 1) begin : pe
      wire [OUTPUT_BITS-1:0] count;

      sum_tree #(
        .COUNT(THRESHOLDS),
        .BITS(1),
        .SIGNED(0),
        .SUM_BITS(OUTPUT_BITS)
      ) tree (
        .aclk(aclk),
        .advance(advance),
        .terms(reached[p*THRESHOLDS+:THRESHOLDS]),
        .sum(count)
      );

      assign codes[p*OUTPUT_BITS+:OUTPUT_BITS] = OUTPUT_MIN + count;
    end
  endgenerate
endmodule
`;
