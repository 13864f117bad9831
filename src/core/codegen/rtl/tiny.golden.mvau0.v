// mvau0: 3 neurons of 6 inputs, 2-bit signed weights, 2-bit unsigned inputs.
// Network tiny (6-3-4), W2 A2, written by Bitscape 0.1.0.
// Folding: 2 PE x 3 SIMD, 4 x 6 matrix (1 row of padding); 4 cycles per image.
// Estimate (finn): LUT not modelled, FF not modelled, RAMB18 not modelled, DSP not modelled, 4 cycles.
module mvau0 (
  input  wire aclk,
  input  wire aresetn,
  input  wire [5:0] in_data,
  input  wire in_valid,
  output wire in_ready,
  output wire [3:0] out_data,
  output wire out_valid,
  input  wire out_ready
);
  wire advance;
  wire [1:0] fold;
  wire [11:0] weights;
  wire [11:0] sums;  // |sum| <= 15
  wire [0:0] sums_fold;
  wire sums_valid;
  wire sums_ready;

  weight_rom #(
    .BITS(12),
    .DEPTH(4),
    .INDEX_BITS(2),
    .FILE("mvau0_weights.hex"),
    .STYLE("auto")
  ) mvau0_weights (
    .aclk(aclk),
    .advance(advance),
    .index(fold),
    .word(weights[0+:12])
  );

  mvau #(
    .PE(2),
    .SIMD(3),
    .SYNAPSE_FOLDS(2),
    .NEURON_FOLDS(2),
    .FOLD_BITS(2),
    .NEURON_FOLD_BITS(1),
    .WEIGHT_BITS(2),
    .INPUT_BITS(2),
    .XNOR(0),
    .WEIGHT_BIPOLAR(0),
    .INPUT_BIPOLAR(0),
    .INPUT_SIGNED(0),
    .PRODUCT_BITS(3),
    .DOT_BITS(5),
    .ACC_BITS(6),
    .ACC_START(6'h0)
  ) matrix (
    .aclk(aclk),
    .aresetn(aresetn),
    .in_data(in_data),
    .in_valid(in_valid),
    .in_ready(in_ready),
    .advance(advance),
    .fold(fold),
    .weights(weights),
    .sums(sums),
    .sums_fold(sums_fold),
    .sums_valid(sums_valid),
    .sums_ready(sums_ready)
  );

  wire compare;
  wire [3:0] reached;

  mvau0_thresholds thresholds (
    .aclk(aclk),
    .advance(compare),
    .neuron_fold(sums_fold),
    .sums(sums),
    .reached(reached)
  );

  activation #(
    .PE(2),
    .THRESHOLDS(2),
    .OUTPUT_BITS(2),
    .OUTPUT_MIN(2'h3)
  ) counter (
    .aclk(aclk),
    .aresetn(aresetn),
    .sums_valid(sums_valid),
    .sums_ready(sums_ready),
    .advance(compare),
    .reached(reached),
    .codes(out_data),
    .codes_valid(out_valid),
    .codes_ready(out_ready)
  );
endmodule
