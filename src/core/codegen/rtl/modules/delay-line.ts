/** `delay_line.v`: control bits that go along with data through a pipeline. */
export const DELAY_LINE_V = `// Delays BITS bits by CYCLES steps of a pipeline; 0 after reset.
module delay_line #(
  parameter BITS = 1,
  parameter CYCLES = 1
) (
  input  wire            aclk,
  input  wire            aresetn,
  input  wire            advance,
  input  wire [BITS-1:0] now,
  output wire [BITS-1:0] later
);
  generate
    if (CYCLES == 0) begin : straight
      assign later = now;
      wire unused = &{1'b0, aclk, aresetn, advance};
    end else begin : delayed
      reg [BITS-1:0] step;

      always @(posedge aclk) begin
        if (!aresetn) step <= 0;
        else if (advance) step <= now;
      end

      delay_line #(
        .BITS(BITS),
        .CYCLES(CYCLES - 1)
      ) rest (
        .aclk(aclk),
        .aresetn(aresetn),
        .advance(advance),
        .now(step),
        .later(later)
      );
    end
  endgenerate
endmodule
`;
