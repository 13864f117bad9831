// mvau0: 3 neurons of 6 inputs, 4-bit signed weights, 2-bit unsigned inputs.
// Network tiny (6-3-4), W4 A2, written by Bitscape 0.1.0.
// Unrolled with reuse factor 1: 15 of 18 weights are not 0.
// Estimate (unrolled): LUT not modelled, FF not modelled, 0 RAMB18, 0 DSP, 1 cycles.
module mvau0 (
  input  wire aclk,
  input  wire aresetn,
  input  wire [11:0] in_data,
  input  wire in_valid,
  output wire in_ready,
  output wire [5:0] out_data,
  output wire out_valid,
  input  wire out_ready
);
  // All registers stand still while a vector waits for the unit behind.
  wire advance;
  wire sums_valid;
  wire [5:0] reached;
  wire unused = &{1'b0, in_data};

  assign in_ready = advance;

  delay_line #(
    .BITS(1),
    .CYCLES(3)
  ) control (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now(in_valid),
    .later(sums_valid)
  );

  wire signed [2:0] x0 = {1'b0, in_data[0+:2]};
  wire signed [2:0] x1 = {1'b0, in_data[2+:2]};
  wire signed [2:0] x2 = {1'b0, in_data[4+:2]};
  wire signed [2:0] x3 = {1'b0, in_data[6+:2]};
  wire signed [2:0] x4 = {1'b0, in_data[8+:2]};
  wire signed [2:0] x5 = {1'b0, in_data[10+:2]};

  // x<i>_<m>: input i times m, the odd part of its weights, as shifts and adders.
  reg signed [2:0] x0_1, x2_1, x3_1, x4_1, x5_1;
  reg signed [4:0] x0_3, x2_3, x3_3, x5_3;
  reg signed [5:0] x1_7;
  always @(posedge aclk)
    if (advance) begin
      x0_1 <= x0;
      x0_3 <= (x0 <<< 2) - x0;
      x1_7 <= (x1 <<< 3) - x1;
      x2_1 <= x2;
      x2_3 <= (x2 <<< 2) - x2;
      x3_1 <= x3;
      x3_3 <= (x3 <<< 2) - x3;
      x4_1 <= x4;
      x5_1 <= x5;
      x5_3 <= (x5 <<< 2) - x5;
    end

  // Neuron 0: 5 weights that are not 0.
  reg signed [3:0] sum0_1_0;
  reg signed [6:0] sum0_1_1, sum0;
  always @(posedge aclk)
    if (advance) begin
      sum0_1_0 <= (x2_1 <<< 1) - x0_1;
      sum0_1_1 <= -(x3_3 <<< 1) - (x4_1 <<< 1) - (x5_1 <<< 2);
      sum0 <= sum0_1_0 + sum0_1_1;
    end
  threshold_row #(2, 7) levels0 (aclk, advance, sum0, reached[0+:2],
    {7'sd4, -7'sd21});

  // Neuron 1: 4 weights that are not 0.
  reg signed [5:0] sum1_1_0, sum1;
  always @(posedge aclk)
    if (advance) begin
      sum1_1_0 <= (x0_1 <<< 2) + x2_1 + x5_3 - x4_1;
      sum1 <= sum1_1_0;
    end
  threshold_row #(1, 6) levels1 (aclk, advance, sum1, reached[3+:1],
    {6'sd18});
  assign reached[2+:1] = {1{1'b1}};

  // Neuron 2: 6 weights that are not 0.
  reg signed [6:0] sum2_1_0, sum2;
  reg signed [5:0] sum2_1_1;
  always @(posedge aclk)
    if (advance) begin
      sum2_1_0 <= (x0_3 <<< 1) + x1_7 - x2_3;
      sum2_1_1 <= (x3_1 <<< 2) + (x5_1 <<< 1) - (x4_1 <<< 2);
      sum2 <= sum2_1_0 + sum2_1_1;
    end
  threshold_row #(1, 7) levels2 (aclk, advance, sum2, reached[5+:1],
    {-7'sd8});
  assign reached[4+:1] = {1{1'b1}};

  wire sums_ready;

  activation #(
    .PE(3),
    .THRESHOLDS(2),
    .OUTPUT_BITS(2),
    .OUTPUT_MIN(2'h3)
  ) counter (
    .aclk(aclk),
    .aresetn(aresetn),
    .sums_valid(sums_valid),
    .sums_ready(sums_ready),
    .advance(advance),
    .reached(reached),
    .codes(out_data),
    .codes_valid(out_valid),
    .codes_ready(out_ready)
  );
  wire unused_ready = &{1'b0, sums_ready};
endmodule
