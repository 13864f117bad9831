// mvau1: 4 neurons of 3 inputs, 2-bit signed weights, 2-bit signed inputs.
// Network tiny (6-3-4), W2 A2, written by Bitscape 0.1.0.
// Unrolled with reuse factor 2: 10 of 12 weights are not 0.
// Estimate (unrolled): LUT not modelled, FF not modelled, 0 RAMB18, 0 DSP, 2 cycles.
module mvau1 (
  input  wire aclk,
  input  wire aresetn,
  input  wire [5:0] in_data,
  input  wire in_valid,
  output wire in_ready,
  output wire [15:0] out_data,
  output wire out_valid,
  input  wire out_ready
);
  // All registers stand still while a vector waits for the unit behind.
  wire advance;
  wire sums_valid;
  wire unused = &{1'b0, in_data};

  localparam REUSE = 2;
  localparam PHASE_BITS = 1;
  localparam WEIGHT_BITS = 2;
  localparam INPUT_BITS = 2;
  localparam WEIGHT_BIPOLAR = 0;
  localparam INPUT_BIPOLAR = 0;
  localparam INPUT_SIGNED = 1;
  localparam PRODUCT_BITS = 2;

  // A vector is kept for REUSE phases; with the last one the next vector comes in.
  reg [5:0] vector;
  reg [PHASE_BITS-1:0] phase;
  reg busy;
  wire last_phase = phase == 1'h1;
  wire free = !busy || last_phase;
  wire unused_inputs = &{1'b0, vector};

  assign in_ready = advance && free;

  always @(posedge aclk) begin
    if (!aresetn) begin
      busy <= 0;
      phase <= 0;
    end else if (advance) begin
      if (free) busy <= in_valid;
      phase <= free ? 0 : phase + 1'b1;
    end
  end

  always @(posedge aclk) begin
    if (advance && free) vector <= in_data[5:0];
  end

  // What goes along with the products: the choice of a pair, the product, their sum.
  wire first;  // products of a first phase: sums restart
  wire complete;
  wire there;

  delay_line #(
    .BITS(3),
    .CYCLES(3)
  ) control (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now({phase == 0, busy && last_phase, busy}),
    .later({first, complete, there})
  );

  delay_line #(
    .BITS(1),
    .CYCLES(1)
  ) accumulated (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now(complete),
    .later(sums_valid)
  );

  wire [1:0] x0 = vector[0+:2];
  wire [1:0] x1 = vector[2+:2];
  wire [1:0] x2 = vector[4+:2];

  // Neuron 0: 3 weights that are not 0.
  wire [3:0] terms0;
  wire [3:0] dot0;
  reg signed [3:0] sum0;
  shared_product #(REUSE, WEIGHT_BITS, INPUT_BITS, WEIGHT_BIPOLAR, INPUT_BIPOLAR, INPUT_SIGNED, PRODUCT_BITS)
    n0_0 (aclk, advance, phase, terms0[0+:2],
    {x1, x0},
    {2'h3, 2'h1});
  shared_product #(REUSE, WEIGHT_BITS, INPUT_BITS, WEIGHT_BIPOLAR, INPUT_BIPOLAR, INPUT_SIGNED, PRODUCT_BITS)
    n0_1 (aclk, advance, phase, terms0[2+:2],
    {2'd0, x2},
    {2'h0, 2'h1});
  sum_tree #(2, 2, 1, 4) tree0 (aclk, advance, terms0, dot0);
  always @(posedge aclk) if (advance && there) sum0 <= (first ? 4'd0 : sum0) + dot0;
  assign out_data[0+:4] = sum0;

  // Neuron 1: 3 weights that are not 0.
  wire [3:0] terms1;
  wire [3:0] dot1;
  reg signed [3:0] sum1;
  shared_product #(REUSE, WEIGHT_BITS, INPUT_BITS, WEIGHT_BIPOLAR, INPUT_BIPOLAR, INPUT_SIGNED, PRODUCT_BITS)
    n1_0 (aclk, advance, phase, terms1[0+:2],
    {x1, x0},
    {2'h3, 2'h3});
  shared_product #(REUSE, WEIGHT_BITS, INPUT_BITS, WEIGHT_BIPOLAR, INPUT_BIPOLAR, INPUT_SIGNED, PRODUCT_BITS)
    n1_1 (aclk, advance, phase, terms1[2+:2],
    {2'd0, x2},
    {2'h0, 2'h1});
  sum_tree #(2, 2, 1, 4) tree1 (aclk, advance, terms1, dot1);
  always @(posedge aclk) if (advance && there) sum1 <= (first ? 4'd0 : sum1) + dot1;
  assign out_data[4+:4] = sum1;

  // Neuron 2: 1 weight that is not 0.
  wire [3:0] terms2;
  wire [3:0] dot2;
  reg signed [3:0] sum2;
  shared_product #(REUSE, WEIGHT_BITS, INPUT_BITS, WEIGHT_BIPOLAR, INPUT_BIPOLAR, INPUT_SIGNED, PRODUCT_BITS)
    n2_0 (aclk, advance, phase, terms2[0+:2],
    {2'd0, x0},
    {2'h0, 2'h3});
  assign terms2[2+:2] = 0;
  sum_tree #(2, 2, 1, 4) tree2 (aclk, advance, terms2, dot2);
  always @(posedge aclk) if (advance && there) sum2 <= (first ? 4'd0 : sum2) + dot2;
  assign out_data[8+:4] = sum2;

  // Neuron 3: 3 weights that are not 0.
  wire [3:0] terms3;
  wire [3:0] dot3;
  reg signed [3:0] sum3;
  shared_product #(REUSE, WEIGHT_BITS, INPUT_BITS, WEIGHT_BIPOLAR, INPUT_BIPOLAR, INPUT_SIGNED, PRODUCT_BITS)
    n3_0 (aclk, advance, phase, terms3[0+:2],
    {x1, x0},
    {2'h1, 2'h3});
  shared_product #(REUSE, WEIGHT_BITS, INPUT_BITS, WEIGHT_BIPOLAR, INPUT_BIPOLAR, INPUT_SIGNED, PRODUCT_BITS)
    n3_1 (aclk, advance, phase, terms3[2+:2],
    {2'd0, x2},
    {2'h0, 2'h3});
  sum_tree #(2, 2, 1, 4) tree3 (aclk, advance, terms3, dot3);
  always @(posedge aclk) if (advance && there) sum3 <= (first ? 4'd0 : sum3) + dot3;
  assign out_data[12+:4] = sum3;

  assign advance = !out_valid || out_ready;

  delay_line #(
    .BITS(1),
    .CYCLES(0)
  ) result (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now(sums_valid),
    .later(out_valid)
  );
endmodule
