/** `clamp.v`: the last step of a line. */
export const CLAMP_V = `// Registered code of a level: the level itself from LOWEST to HIGHEST. LEVEL_BITS > CODE_BITS.
module clamp #(
  parameter LEVEL_BITS = 3,
  parameter CODE_BITS = 2,
  parameter signed [LEVEL_BITS-1:0] LOWEST = 0,
  parameter signed [LEVEL_BITS-1:0] HIGHEST = 1
) (
  input  wire                         aclk,
  input  wire                         advance,
  input  wire signed [LEVEL_BITS-1:0] level,
  output reg  [CODE_BITS-1:0]         code
);
  wire signed [LEVEL_BITS-1:0] above = level < LOWEST ? LOWEST : level;
  wire signed [LEVEL_BITS-1:0] limited = above > HIGHEST ? HIGHEST : above;
  wire unused = &{1'b0, limited[LEVEL_BITS-1:CODE_BITS]};

  always @(posedge aclk) begin
    if (advance) code <= limited[CODE_BITS-1:0];
  end
endmodule
`;

/** Ports and parameters that both kinds of line have; `scale` is what a stored scale is. */
const line = (
  name: string,
  title: string,
  scale: string,
  parameters: string,
  product: string,
): string => `${title}
module ${name} #(
  parameter DEPTH = 1,
  parameter INDEX_BITS = 1,
  parameter ACC_BITS = 2,
  parameter SCALE_BITS = 1,  // ${scale}
  parameter BIAS_BITS = 2,
  parameter SHIFT = 0,
  parameter LEVEL_BITS = 3,  // of (scale * sum + bias) >> SHIFT
  parameter CODE_BITS = 2,
  parameter signed [LEVEL_BITS-1:0] LOWEST = 0,
  parameter signed [LEVEL_BITS-1:0] HIGHEST = 1
) (
  input  wire                        aclk,
  input  wire                        advance,
  input  wire [INDEX_BITS-1:0]       fold,
  input  wire signed [ACC_BITS-1:0]  sum,
  output wire [CODE_BITS-1:0]        code,
  input  wire [DEPTH*SCALE_BITS-1:0] scales,
  input  wire [DEPTH*BIAS_BITS-1:0]  biases
);
  localparam TOTAL_BITS = LEVEL_BITS + SHIFT;
${parameters}
  wire [SCALE_BITS-1:0] next_scale;
  wire [BIAS_BITS-1:0] next_bias;

  constant_rom #(
    .DEPTH(DEPTH),
    .BITS(SCALE_BITS),
    .INDEX_BITS(INDEX_BITS)
  ) scale_rom (
    .index(fold),
    .entries(scales),
    .entry(next_scale)
  );

  constant_rom #(
    .DEPTH(DEPTH),
    .BITS(BIAS_BITS),
    .INDEX_BITS(INDEX_BITS)
  ) bias_rom (
    .index(fold),
    .entries(biases),
    .entry(next_bias)
  );

  reg signed [ACC_BITS-1:0] x;
  reg [SCALE_BITS-1:0] scale;
  reg [BIAS_BITS-1:0] bias;
  reg [BIAS_BITS-1:0] bias_of_product;
  wire signed [TOTAL_BITS-1:0] wide = {{(TOTAL_BITS - ACC_BITS){x[ACC_BITS-1]}}, x};
  wire [TOTAL_BITS-1:0] offset = {{(TOTAL_BITS - BIAS_BITS){bias_of_product[BIAS_BITS-1]}}, bias_of_product};
${product}
  always @(posedge aclk) begin
    if (advance) begin
      x <= sum;
      scale <= next_scale;
      bias <= next_bias;
      bias_of_product <= bias;
    end
  end

  clamp #(
    .LEVEL_BITS(LEVEL_BITS),
    .CODE_BITS(CODE_BITS),
    .LOWEST(LOWEST),
    .HIGHEST(HIGHEST)
  ) limit (
    .aclk(aclk),
    .advance(advance),
    .level(total[TOTAL_BITS-1:SHIFT]),
    .code(code)
  );

  generate
    if (SHIFT > 0) begin : fraction
      wire unused = &{1'b0, total[SHIFT-1:0]};
    end
  endgenerate
endmodule
`;

/** `affine.v`: the line of a neuron with a multiplier. */
export const AFFINE_V = line(
  'affine',
  `// The line of a neuron: code = (scale * sum + bias) >> SHIFT, from LOWEST to HIGHEST; DEPTH scales and biases, fold 0
// in the least significant bits. The half that rounds is in the bias.
//
//   stage 1   x, scale, bias
//   stage 2   product        a multiplier with registers around it
//   stage 3   total
//   stage 4   code`,
  'of a number that is not negative',
  '',
  `  wire signed [TOTAL_BITS-1:0] factor = {{(TOTAL_BITS - SCALE_BITS){1'b0}}, scale};
  reg signed [TOTAL_BITS-1:0] product;
  reg [TOTAL_BITS-1:0] total;

  always @(posedge aclk) begin
    if (advance) begin
      product <= wide * factor;
      total <= product + offset;
    end
  end
`,
);

/** `two_hot.v`: the line of a neuron with two shifts. */
export const TWO_HOT_V = line(
  'two_hot',
  `// The line of a neuron without a multiplier: its scale is the sum of two powers of two, the lower one with a sign.
// code = ((sum << high) +- (sum << low) + bias) >> SHIFT, from LOWEST to HIGHEST; DEPTH scales and biases, fold 0 in
// the least significant bits. The half that rounds is in the bias.
//
//   stage 1   x, scale, bias
//   stage 2   higher, lower  two shifts
//   stage 3   total
//   stage 4   code`,
  '{high is there, high, low is there, low is negative, low}',
  `  localparam PLACE_BITS = (SCALE_BITS - 3) / 2;
`,
  `  wire [PLACE_BITS-1:0] low = scale[PLACE_BITS-1:0];
  wire [PLACE_BITS-1:0] high = scale[2*PLACE_BITS+1:PLACE_BITS+2];
  wire signed [TOTAL_BITS-1:0] shifted = wide <<< low;
  reg signed [TOTAL_BITS-1:0] higher;
  reg signed [TOTAL_BITS-1:0] lower;
  reg [TOTAL_BITS-1:0] total;

  always @(posedge aclk) begin
    if (advance) begin
      higher <= scale[2*PLACE_BITS+2] ? wide <<< high : {TOTAL_BITS{1'b0}};
      lower <= !scale[PLACE_BITS+1] ? {TOTAL_BITS{1'b0}} : scale[PLACE_BITS] ? -shifted : shifted;
      total <= higher + lower + offset;
    end
  end
`,
);

/** Steps from a sum to its code. */
export const LINE_STEPS = 4;
