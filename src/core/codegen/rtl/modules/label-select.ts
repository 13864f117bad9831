import { SUM_GROUP } from './sum-tree';

/** `label_select.v`: scores of the last layer and the class with the highest one; `shiftAdd` without a multiplier. */
export const labelSelect = (
  shiftAdd: boolean,
): string => `// Scores and their argmax: the class of an image; the lowest class wins a tie. score = scale * accumulator + bias,
// AT_ONCE classes per step, ROUNDS steps per image.
//
${shiftAdd ? SHIFT_ADD.stages : MULTIPLIER.stages}module label_select #(
  parameter AT_ONCE = 1,
  parameter ROUNDS = 1,
  parameter ROUND_BITS = 1,
  parameter ACC_BITS = 2,
  parameter SCALE_BITS = 1,
  parameter BIAS_BITS = 1,
  parameter SCORE_BITS = 2,
  parameter CLASS_BITS = 1,
  parameter [ROUNDS*AT_ONCE*SCALE_BITS-1:0] SCALES = 0,
  parameter [ROUNDS*AT_ONCE*BIAS_BITS-1:0] BIASES = 0
) (
  input  wire                        aclk,
  input  wire                        aresetn,
  input  wire [AT_ONCE*ACC_BITS-1:0] in_data,
  input  wire                        in_valid,
  output wire                        in_ready,
  output wire [CLASS_BITS-1:0]       class_data,
  output wire                        class_valid,
  input  wire                        class_ready
);
  localparam [ROUND_BITS-1:0] LAST_ROUND = ROUNDS - 1;

  wire advance = !class_valid || class_ready;
  assign in_ready = advance;

  reg [ROUND_BITS-1:0] round;
  wire last = round == LAST_ROUND;

  always @(posedge aclk) begin
    if (!aresetn) round <= 0;
    else if (advance && in_valid) round <= last ? 0 : round + 1'b1;
  end

  // Stages 1 and 2.
  wire [ROUND_BITS-1:0] scored_round;
  wire scored;
  reg [AT_ONCE*SCORE_BITS-1:0] scores;

${shiftAdd ? SHIFT_ADD.control : MULTIPLIER.control}
  wire [AT_ONCE*SCALE_BITS-1:0] scales;
  wire [AT_ONCE*BIAS_BITS-1:0] biases;

  constant_rom #(
    .DEPTH(ROUNDS),
    .BITS(AT_ONCE * SCALE_BITS),
    .INDEX_BITS(ROUND_BITS)
  ) scale_rom (
    .index(round),
    .entries(SCALES),
    .entry(scales)
  );

  constant_rom #(
    .DEPTH(ROUNDS),
    .BITS(AT_ONCE * BIAS_BITS),
    .INDEX_BITS(ROUND_BITS)
  ) bias_rom (
    .index(${shiftAdd ? 'product_round' : 'round'}),
    .entries(BIASES),
    .entry(biases)
  );

  genvar c;
${shiftAdd ? '  genvar t;\n' : ''}  generate
    for (c = 0; c < AT_ONCE; c = c + 1) begin : score
      wire [SCALE_BITS-1:0] scale_bits = scales[c*SCALE_BITS+:SCALE_BITS];
      wire [ACC_BITS-1:0] sum_bits = in_data[c*ACC_BITS+:ACC_BITS];
      wire [BIAS_BITS-1:0] bias_bits = biases[c*BIAS_BITS+:BIAS_BITS];
${shiftAdd ? '' : SCALE}      wire signed [SCORE_BITS-1:0] sum = {{(SCORE_BITS - ACC_BITS){sum_bits[ACC_BITS-1]}}, sum_bits};
      wire [SCORE_BITS-1:0] offset = {{(SCORE_BITS - BIAS_BITS){bias_bits[BIAS_BITS-1]}}, bias_bits};
${shiftAdd ? SHIFT_ADD.product : MULTIPLIER.product}    end
  endgenerate

  // Stage 3: the scores of a round one after the other, against the best so far.
  reg signed [SCORE_BITS-1:0] best;
  reg [CLASS_BITS-1:0] label;
  reg [CLASS_BITS-1:0] first_of_round;  // the first class of the next round
  reg complete;
  reg signed [SCORE_BITS-1:0] next_best;
  reg [CLASS_BITS-1:0] next_label;
  reg [CLASS_BITS-1:0] candidate;
  integer i;

  always @* begin
    next_best = best;
    next_label = label;
    candidate = scored_round == 0 ? 0 : first_of_round;
    for (i = 0; i < AT_ONCE; i = i + 1) begin
      if ((i == 0 && scored_round == 0) || $signed(scores[i*SCORE_BITS+:SCORE_BITS]) > next_best) begin
        next_best = $signed(scores[i*SCORE_BITS+:SCORE_BITS]);
        next_label = candidate;
      end
      candidate = candidate + 1'b1;
    end
  end

  always @(posedge aclk) begin
    if (!aresetn) complete <= 0;
    else if (advance) complete <= scored && scored_round == LAST_ROUND;
  end

  always @(posedge aclk) begin
    if (advance && scored) begin
      best <= next_best;
      label <= next_label;
      first_of_round <= candidate;
    end
  end

  assign class_data = label;
  assign class_valid = complete;
endmodule
`;

/** What differs with and without a multiplier. */
interface ProductParts {
  stages: string;
  control: string;
  product: string;
}

const SCALE = `      wire signed [SCORE_BITS-1:0] scale = {{(SCORE_BITS - SCALE_BITS){scale_bits[SCALE_BITS-1]}}, scale_bits};
`;

const MULTIPLIER: ProductParts = {
  stages: `//   stage 1   products    scale * accumulator
//   stage 2   scores
//   stage 3   best        so far; with the last round it is the class
`,
  control: `  delay_line #(
    .BITS(ROUND_BITS + 1),
    .CYCLES(2)
  ) control (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now({round, in_valid}),
    .later({scored_round, scored})
  );
`,
  product: `      reg [SCORE_BITS-1:0] product;
      reg [SCORE_BITS-1:0] bias;

      always @(posedge aclk) begin
        if (advance) begin
          product <= scale * sum;
          bias <= offset;
          scores[c*SCORE_BITS+:SCORE_BITS] <= product + bias;
        end
      end
`,
};

const SHIFT_ADD: ProductParts = {
  stages: `//   stage 1   products    scale * accumulator: a term for every bit of a scale, added by sum_tree in its steps
//   then      scores
//   last      best        so far; with the last round it is the class
`,
  control: `  function integer tree_levels(input integer terms);
    integer left;
    begin
      tree_levels = 0;
      for (left = terms; left > 1; left = (left + ${SUM_GROUP - 1}) / ${SUM_GROUP}) tree_levels = tree_levels + 1;
    end
  endfunction

  wire [ROUND_BITS-1:0] product_round;
  wire product_there;

  delay_line #(
    .BITS(ROUND_BITS + 1),
    .CYCLES(tree_levels(SCALE_BITS))
  ) product_control (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now({round, in_valid}),
    .later({product_round, product_there})
  );

  delay_line #(
    .BITS(ROUND_BITS + 1),
    .CYCLES(1)
  ) control (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now({product_round, product_there}),
    .later({scored_round, scored})
  );
`,
  product: `      wire [SCALE_BITS*SCORE_BITS-1:0] terms;
      wire [SCORE_BITS-1:0] product;

      // The highest bit of a scale counts negative.
      for (t = 0; t < SCALE_BITS; t = t + 1) begin : term
        wire signed [SCORE_BITS-1:0] shifted = t == SCALE_BITS - 1 ? -(sum <<< t) : sum <<< t;
        assign terms[t*SCORE_BITS+:SCORE_BITS] = scale_bits[t] ? shifted : {SCORE_BITS{1'b0}};
      end

      sum_tree #(
        .COUNT(SCALE_BITS),
        .BITS(SCORE_BITS),
        .SIGNED(1),
        .SUM_BITS(SCORE_BITS)
      ) tree (
        .aclk(aclk),
        .advance(advance),
        .terms(terms),
        .sum(product)
      );

      always @(posedge aclk) begin
        if (advance) scores[c*SCORE_BITS+:SCORE_BITS] <= product + offset;
      end
`,
};
