import { SUM_GROUP } from './sum-tree';

/** `mvau.v`: the folded matrix-vector unit, the same for every layer. */
export const MVAU_V = `// Folded matrix-vector unit: in every step PE neurons take SIMD inputs each. A vector of SYNAPSE_FOLDS words
// comes in and is kept; NEURON_FOLDS words of PE accumulators go out.
//
//   step      fold, inputs    the weight memory is asked for the fold's weights
//   stage 1   weights, x      products: XNOR, a sign, or a multiplier with a register behind it
//   ...       sum_tree        sum of SIMD products
//   last      sums            accumulators; with the last synapse fold they are complete
//
// With bipolar weights and inputs (XNOR) accumulators start at -inputs and count 2 for every agreement. So they end
// as sums of -1s and +1s. Padding adds nothing: its weight bit is 1, its input bit 0.
//
// All stages stand still while complete sums wait for the unit behind (advance = 0).
module mvau #(
  parameter PE = 1,
  parameter SIMD = 1,
  parameter SYNAPSE_FOLDS = 1,
  parameter NEURON_FOLDS = 1,
  parameter FOLD_BITS = 1,         // of a number below SYNAPSE_FOLDS * NEURON_FOLDS
  parameter NEURON_FOLD_BITS = 1,  // of a number below NEURON_FOLDS
  parameter WEIGHT_BITS = 1,
  parameter INPUT_BITS = 1,
  parameter XNOR = 0,
  parameter WEIGHT_BIPOLAR = 0,
  parameter INPUT_BIPOLAR = 0,
  parameter INPUT_SIGNED = 0,
  parameter PRODUCT_BITS = 1,
  parameter DOT_BITS = 1,          // of a sum of SIMD products; of the number of agreements if XNOR
  parameter ACC_BITS = 2,
  parameter [ACC_BITS-1:0] ACC_START = 0
) (
  input  wire                           aclk,
  input  wire                           aresetn,
  input  wire [SIMD*INPUT_BITS-1:0]     in_data,
  input  wire                           in_valid,
  output wire                           in_ready,
  output wire                           advance,
  output reg  [FOLD_BITS-1:0]           fold,
  input  wire [PE*SIMD*WEIGHT_BITS-1:0] weights,      // of the fold one step before
  output wire [PE*ACC_BITS-1:0]         sums,
  output wire [NEURON_FOLD_BITS-1:0]    sums_fold,    // their neuron fold
  output wire                           sums_valid,
  input  wire                           sums_ready
);
  localparam WORD_BITS = SIMD * INPUT_BITS;
  localparam SYNAPSE_FOLD_BITS = SYNAPSE_FOLDS > 1 ? $clog2(SYNAPSE_FOLDS) : 1;
  localparam [SYNAPSE_FOLD_BITS-1:0] LAST_SYNAPSE_FOLD = SYNAPSE_FOLDS - 1;
  localparam [NEURON_FOLD_BITS-1:0] LAST_NEURON_FOLD = NEURON_FOLDS - 1;

  // Steps from stage 1 to the sum of products.
  localparam MULTIPLIES = XNOR == 0 && WEIGHT_BIPOLAR == 0 && INPUT_BIPOLAR == 0;
  localparam DOT_STEPS = (MULTIPLIES ? 1 : 0) + tree_levels(SIMD);

  function integer tree_levels(input integer terms);
    integer left;
    begin
      tree_levels = 0;
      for (left = terms; left > 1; left = (left + ${SUM_GROUP - 1}) / ${SUM_GROUP}) tree_levels = tree_levels + 1;
    end
  endfunction

  // Folds: synapse folds of the first neuron fold, of the next one, and so on.
  reg [SYNAPSE_FOLD_BITS-1:0] synapse_fold;
  reg [NEURON_FOLD_BITS-1:0] neuron_fold;

  wire reads = neuron_fold == 0;
  wire first = synapse_fold == 0;
  wire last = synapse_fold == LAST_SYNAPSE_FOLD;
  wire last_of_vector = last && neuron_fold == LAST_NEURON_FOLD;
  wire valid = in_valid || !reads;

  assign advance = !sums_valid || sums_ready;
  assign in_ready = advance && reads;

  always @(posedge aclk) begin
    if (!aresetn) begin
      fold <= 0;
      synapse_fold <= 0;
      neuron_fold <= 0;
    end else if (advance && valid) begin
      fold <= last_of_vector ? 0 : fold + 1'b1;
      synapse_fold <= last ? 0 : synapse_fold + 1'b1;
      if (last) neuron_fold <= last_of_vector ? 0 : neuron_fold + 1'b1;
    end
  end

  // Inputs: fresh in the first neuron fold, kept for the others.
  reg [WORD_BITS-1:0] fresh;
  wire [WORD_BITS-1:0] x;

  always @(posedge aclk) begin
    if (advance) fresh <= in_data;
  end

  generate
    if (NEURON_FOLDS == 1) begin : used_once
      assign x = fresh;
    end else begin : kept
      reg [WORD_BITS-1:0] words [0:SYNAPSE_FOLDS-1];
      reg [WORD_BITS-1:0] word;
      reg is_fresh;

      always @(posedge aclk) begin
        if (in_valid && in_ready) words[synapse_fold] <= in_data;
        if (advance) word <= words[synapse_fold];
      end

      always @(posedge aclk) begin
        if (advance) is_fresh <= reads;
      end

      assign x = is_fresh ? fresh : word;
    end
  endgenerate

  // What goes along with the products: stage 1 and the steps to their sum.
  wire dot_first;
  wire dot_last;
  wire dot_valid;
  wire [NEURON_FOLD_BITS-1:0] dot_fold;

  delay_line #(
    .BITS(NEURON_FOLD_BITS + 3),
    .CYCLES(1 + DOT_STEPS)
  ) control (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now({neuron_fold, first, last, valid}),
    .later({dot_fold, dot_first, dot_last, dot_valid})
  );

  delay_line #(
    .BITS(NEURON_FOLD_BITS + 1),
    .CYCLES(1)
  ) complete (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now({dot_fold, dot_last && dot_valid}),
    .later({sums_fold, sums_valid})
  );

  genvar p;
  genvar s;
  generate
    for (p = 0; p < PE; p = p + 1) begin : pe
      wire [SIMD*WEIGHT_BITS-1:0] w = weights[p*SIMD*WEIGHT_BITS+:SIMD*WEIGHT_BITS];
      wire [DOT_BITS-1:0] dot;
      wire [ACC_BITS-1:0] addend;
      reg [ACC_BITS-1:0] acc;

      if (XNOR != 0) begin : agreements
        sum_tree #(
          .COUNT(SIMD),
          .BITS(1),
          .SIGNED(0),
          .SUM_BITS(DOT_BITS)
        ) tree (
          .aclk(aclk),
          .advance(advance),
          .terms(~(w ^ x)),
          .sum(dot)
        );

        assign addend = {{(ACC_BITS - DOT_BITS - 1){1'b0}}, dot, 1'b0};
      end else begin : products
        wire [SIMD*PRODUCT_BITS-1:0] terms;

        for (s = 0; s < SIMD; s = s + 1) begin : lane
          product #(
            .WEIGHT_BITS(WEIGHT_BITS),
            .INPUT_BITS(INPUT_BITS),
            .WEIGHT_BIPOLAR(WEIGHT_BIPOLAR),
            .INPUT_BIPOLAR(INPUT_BIPOLAR),
            .INPUT_SIGNED(INPUT_SIGNED),
            .PRODUCT_BITS(PRODUCT_BITS)
          ) multiply (
            .aclk(aclk),
            .advance(advance),
            .weight(w[s*WEIGHT_BITS+:WEIGHT_BITS]),
            .value(x[s*INPUT_BITS+:INPUT_BITS]),
            .result(terms[s*PRODUCT_BITS+:PRODUCT_BITS])
          );
        end

        sum_tree #(
          .COUNT(SIMD),
          .BITS(PRODUCT_BITS),
          .SIGNED(1),
          .SUM_BITS(DOT_BITS)
        ) tree (
          .aclk(aclk),
          .advance(advance),
          .terms(terms),
          .sum(dot)
        );

        assign addend = {{(ACC_BITS - DOT_BITS){dot[DOT_BITS-1]}}, dot};
      end

      always @(posedge aclk) begin
        if (advance && dot_valid) acc <= (dot_first ? ACC_START : acc) + addend;
      end

      assign sums[p*ACC_BITS+:ACC_BITS] = acc;
    end
  endgenerate
endmodule
`;
