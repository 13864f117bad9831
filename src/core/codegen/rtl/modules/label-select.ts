/** `label_select.v`: scores of the last layer and the class with the highest one. */
export const LABEL_SELECT_V = `// Scores and their argmax: the class of an image; the lowest class wins a tie. score = scale * accumulator + bias,
// AT_ONCE classes per step, ROUNDS steps per image.
//
//   stage 1   products    scale * accumulator
//   stage 2   scores
//   stage 3   best        so far; with the last round it is the class
module label_select #(
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

  delay_line #(
    .BITS(ROUND_BITS + 1),
    .CYCLES(2)
  ) control (
    .aclk(aclk),
    .aresetn(aresetn),
    .advance(advance),
    .now({round, in_valid}),
    .later({scored_round, scored})
  );

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
    .index(round),
    .entries(BIASES),
    .entry(biases)
  );

  genvar c;
  generate
    for (c = 0; c < AT_ONCE; c = c + 1) begin : score
      wire [SCALE_BITS-1:0] scale_bits = scales[c*SCALE_BITS+:SCALE_BITS];
      wire [ACC_BITS-1:0] sum_bits = in_data[c*ACC_BITS+:ACC_BITS];
      wire [BIAS_BITS-1:0] bias_bits = biases[c*BIAS_BITS+:BIAS_BITS];
      wire signed [SCORE_BITS-1:0] scale = {{(SCORE_BITS - SCALE_BITS){scale_bits[SCALE_BITS-1]}}, scale_bits};
      wire signed [SCORE_BITS-1:0] sum = {{(SCORE_BITS - ACC_BITS){sum_bits[ACC_BITS-1]}}, sum_bits};
      wire [SCORE_BITS-1:0] offset = {{(SCORE_BITS - BIAS_BITS){bias_bits[BIAS_BITS-1]}}, bias_bits};
      reg [SCORE_BITS-1:0] product;
      reg [SCORE_BITS-1:0] bias;

      always @(posedge aclk) begin
        if (advance) begin
          product <= scale * sum;
          bias <= offset;
          scores[c*SCORE_BITS+:SCORE_BITS] <= product + bias;
        end
      end
    end
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
