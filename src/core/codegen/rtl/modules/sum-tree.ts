/** Terms that `sum_tree.v` adds up between two registers: a power of two. */
export const SUM_GROUP = 8;

/** `sum_group.v`: one node of the adder tree. */
export const SUM_GROUP_V = `// Registered sum of COUNT terms of BITS bits, modulo 2^SUM_BITS; SUM_BITS >= BITS.
module sum_group #(
  parameter COUNT = 2,
  parameter BITS = 1,
  parameter SIGNED = 0,
  parameter SUM_BITS = 1
) (
  input  wire                  aclk,
  input  wire                  advance,
  input  wire [COUNT*BITS-1:0] terms,
  output reg  [SUM_BITS-1:0]   sum
);
  function [SUM_BITS-1:0] total(input [COUNT*BITS-1:0] items);
    integer i;
    begin
      total = 0;
      for (i = 0; i < COUNT; i = i + 1)
        total = total + {{(SUM_BITS - BITS){SIGNED != 0 && items[i*BITS+BITS-1]}}, items[i*BITS+:BITS]};
    end
  endfunction

  always @(posedge aclk) begin
    if (advance) sum <= total(terms);
  end
endmodule
`;

/** `sum_tree.v`: the pipelined adder tree and popcount. */
export const SUM_TREE_V = `// Sum of COUNT terms of BITS bits, as a tree: ${SUM_GROUP} terms at a time, with a register behind each of them.
// Its latency is the number of these levels. A sum is exact modulo 2^SUM_BITS; SUM_BITS >= BITS.
module sum_tree #(
  parameter COUNT = 1,
  parameter BITS = 1,
  parameter SIGNED = 0,
  parameter SUM_BITS = 1
) (
  input  wire                  aclk,
  input  wire                  advance,
  input  wire [COUNT*BITS-1:0] terms,
  output wire [SUM_BITS-1:0]   sum
);
  localparam GROUPS = (COUNT + ${SUM_GROUP - 1}) / ${SUM_GROUP};
  localparam PART_BITS = BITS + ${Math.log2(SUM_GROUP)} < SUM_BITS ? BITS + ${Math.log2(SUM_GROUP)} : SUM_BITS;

  genvar g;
  generate
    if (COUNT == 1) begin : done
      wire sign = SIGNED != 0 && terms[BITS-1];
      assign sum = {{(SUM_BITS - BITS){sign}}, terms};
      wire unused = &{1'b0, aclk, advance, sign};
    end else begin : level
      wire [GROUPS*PART_BITS-1:0] parts;

      for (g = 0; g < GROUPS; g = g + 1) begin : group
        localparam SIZE = COUNT - g * ${SUM_GROUP} < ${SUM_GROUP} ? COUNT - g * ${SUM_GROUP} : ${SUM_GROUP};

        sum_group #(
          .COUNT(SIZE),
          .BITS(BITS),
          .SIGNED(SIGNED),
          .SUM_BITS(PART_BITS)
        ) node (
          .aclk(aclk),
          .advance(advance),
          .terms(terms[g*${SUM_GROUP}*BITS+:SIZE*BITS]),
          .sum(parts[g*PART_BITS+:PART_BITS])
        );
      end

      sum_tree #(
        .COUNT(GROUPS),
        .BITS(PART_BITS),
        .SIGNED(SIGNED),
        .SUM_BITS(SUM_BITS)
      ) rest (
        .aclk(aclk),
        .advance(advance),
        .terms(parts),
        .sum(sum)
      );
    end
  endgenerate
endmodule
`;
