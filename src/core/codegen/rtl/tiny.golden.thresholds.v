// Thresholds of mvau0: BatchNorm and activation in one.
// Network tiny (6-3-4), W2 A2, written by Bitscape 0.1.0.
// They compare with the sum of products, in which a bipolar bit counts as -1 or +1. Range -15 (always) to
// 16 (never). Of 2 neuron folds the last one comes first; neuron = fold * 2 + PE.
module mvau0_thresholds (
  input  wire aclk,
  input  wire advance,
  input  wire [0:0] neuron_fold,
  input  wire [11:0] sums,
  output wire [3:0] reached
);
  // PE 0
  threshold #(2, 6, 1) pe0_t0 (aclk, advance, neuron_fold, sums[0+:6], reached[0], {-6'sd15, -6'sd5});
  threshold #(2, 6, 1) pe0_t1 (aclk, advance, neuron_fold, sums[0+:6], reached[1], {-6'sd2, 6'sd1});

  // PE 1
  threshold #(2, 6, 1) pe1_t0 (aclk, advance, neuron_fold, sums[6+:6], reached[2], {-6'sd15, -6'sd3});
  threshold #(2, 6, 1) pe1_t1 (aclk, advance, neuron_fold, sums[6+:6], reached[3], {6'sd16, 6'sd5});
endmodule
