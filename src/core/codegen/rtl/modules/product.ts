/** `product.v`: one weight times one input; `shiftAdd` where designs are to have no multiplier. */
export const product = (
  shiftAdd: boolean,
): string => `// Product of a weight and an input, registered if ${shiftAdd ? 'neither is bipolar (shifts and adds)' : 'it takes a multiplier (which may be a DSP block)'}. Of a bipolar
// operand the bit 1 is +1 and 0 is -1: it selects a sign. Weights are two's complement, inputs as SIGNED says.
module product #(
  parameter WEIGHT_BITS = 1,
  parameter INPUT_BITS = 1,
  parameter WEIGHT_BIPOLAR = 0,
  parameter INPUT_BIPOLAR = 0,
  parameter INPUT_SIGNED = 0,
  parameter PRODUCT_BITS = 1
) (
  input  wire                    aclk,
  input  wire                    advance,
  input  wire [WEIGHT_BITS-1:0]  weight,
  input  wire [INPUT_BITS-1:0]   value,
  output wire [PRODUCT_BITS-1:0] result
);
  wire weight_sign = weight[WEIGHT_BITS-1];
  wire value_sign = INPUT_SIGNED != 0 && value[INPUT_BITS-1];

  generate
    if (WEIGHT_BIPOLAR != 0) begin : of_weight_sign
      wire [PRODUCT_BITS-1:0] wide = {{(PRODUCT_BITS - INPUT_BITS){value_sign}}, value};
      assign result = weight_sign ? wide : -wide;
      wire unused = &{1'b0, aclk, advance, value_sign};
    end else if (INPUT_BIPOLAR != 0) begin : of_input_sign
      wire [PRODUCT_BITS-1:0] wide = {{(PRODUCT_BITS - WEIGHT_BITS){weight_sign}}, weight};
      assign result = value[0] ? wide : -wide;
      wire unused = &{1'b0, aclk, advance, value_sign, weight_sign};
    end else begin : of_numbers
${shiftAdd ? '' : FACTOR}      wire signed [PRODUCT_BITS-1:0] b = {{(PRODUCT_BITS - INPUT_BITS){value_sign}}, value};
      reg [PRODUCT_BITS-1:0] product_register;
${shiftAdd ? SHIFT_ADD : ''}
      always @(posedge aclk) begin
        if (advance) product_register <= ${shiftAdd ? 'shifts(weight, b)' : 'a * b'};
      end

      assign result = product_register;
      wire unused = &{1'b0, value_sign, weight_sign};
    end
  endgenerate
endmodule
`;

/** A product as a sum with a term for every bit of the weight, of which the highest counts negative. */
const SHIFT_ADD = `
      function [PRODUCT_BITS-1:0] shifts(input [WEIGHT_BITS-1:0] bits, input [PRODUCT_BITS-1:0] number);
        integer i;
        begin
          shifts = bits[WEIGHT_BITS-1] ? -(number << (WEIGHT_BITS - 1)) : {PRODUCT_BITS{1'b0}};
          for (i = 0; i < WEIGHT_BITS - 1; i = i + 1)
            if (bits[i]) shifts = shifts + (number << i);
        end
      endfunction
`;

const FACTOR = `      wire signed [PRODUCT_BITS-1:0] a = {{(PRODUCT_BITS - WEIGHT_BITS){weight_sign}}, weight};
`;
