/** `threshold_row.v`: the thresholds of a neuron. */
export const THRESHOLD_ROW_V = `// Which of COUNT thresholds of a neuron its sum reaches: constants, all of them compared at once.
module threshold_row #(
  parameter COUNT = 1,
  parameter BITS = 2
) (
  input  wire                   aclk,
  input  wire                   advance,
  input  wire signed [BITS-1:0] sum,
  output reg  [COUNT-1:0]       reached,
  input  wire [COUNT*BITS-1:0]  thresholds
);
  integer t;

  always @(posedge aclk) begin
    if (advance) begin
      for (t = 0; t < COUNT; t = t + 1) reached[t] <= sum >= $signed(thresholds[t*BITS+:BITS]);
    end
  end
endmodule
`;

/** `shared_product.v`: a multiplier that several weights of a neuron share. */
export const SHARED_PRODUCT_V = `// One multiplier for REUSE weights and their inputs, one pair per phase; the pair of phase 0 in the least significant
// bits. The chosen pair is registered, then multiplied; the product of bipolar numbers (XNOR) is 1 where they agree.
module shared_product #(
  parameter REUSE = 2,
  parameter WEIGHT_BITS = 1,
  parameter INPUT_BITS = 1,
  parameter WEIGHT_BIPOLAR = 0,
  parameter INPUT_BIPOLAR = 0,
  parameter INPUT_SIGNED = 0,
  parameter PRODUCT_BITS = 1,
  parameter PHASE_BITS = $clog2(REUSE)
) (
  input  wire                         aclk,
  input  wire                         advance,
  input  wire [PHASE_BITS-1:0]        phase,
  output wire [PRODUCT_BITS-1:0]      result,
  input  wire [REUSE*INPUT_BITS-1:0]  values,
  input  wire [REUSE*WEIGHT_BITS-1:0] weights
);
  wire [INPUT_BITS-1:0] next_value;
  wire [WEIGHT_BITS-1:0] next_weight;
  reg [INPUT_BITS-1:0] value;
  reg [WEIGHT_BITS-1:0] weight;

  constant_rom #(
    .DEPTH(REUSE),
    .BITS(INPUT_BITS),
    .INDEX_BITS(PHASE_BITS)
  ) value_select (
    .index(phase),
    .entries(values),
    .entry(next_value)
  );

  constant_rom #(
    .DEPTH(REUSE),
    .BITS(WEIGHT_BITS),
    .INDEX_BITS(PHASE_BITS)
  ) weight_select (
    .index(phase),
    .entries(weights),
    .entry(next_weight)
  );

  always @(posedge aclk) begin
    if (advance) begin
      value <= next_value;
      weight <= next_weight;
    end
  end

  generate
    if (WEIGHT_BIPOLAR != 0 && INPUT_BIPOLAR != 0) begin : agreement
      assign result = ~(weight ^ value);
    end else begin : of_numbers
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
        .weight(weight),
        .value(value),
        .result(result)
      );
    end
  endgenerate
endmodule
`;
