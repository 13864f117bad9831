/** `fifo.v`: the FIFO between two units. Its ready and valid are registers, so no path of the handshake crosses it. */
export const FIFO_V = `// FIFO of DEPTH words, the first one in view (DEPTH >= 2). Both handshakes depend on registers alone: no
// combinational path leads from one side to the other. The words lie in LUT RAM.
module fifo #(
  parameter BITS = 1,
  parameter DEPTH = 2
) (
  input  wire            aclk,
  input  wire            aresetn,
  input  wire [BITS-1:0] put_data,
  input  wire            put_valid,
  output wire            put_ready,
  output wire [BITS-1:0] get_data,
  output wire            get_valid,
  input  wire            get_ready
);
  localparam PLACE_BITS = $clog2(DEPTH);
  localparam COUNT_BITS = $clog2(DEPTH + 1);
  localparam [PLACE_BITS-1:0] LAST = DEPTH - 1;
  localparam [COUNT_BITS-1:0] FULL = DEPTH;

  reg [BITS-1:0] words [0:DEPTH-1];
  reg [PLACE_BITS-1:0] head;  // where the next word is read
  reg [PLACE_BITS-1:0] tail;  // where the next word is written
  reg [COUNT_BITS-1:0] count;

  wire put = put_valid && put_ready;
  wire get = get_valid && get_ready;

  assign put_ready = count != FULL;
  assign get_valid = count != 0;
  assign get_data = words[head];

  always @(posedge aclk) begin
    if (put) words[tail] <= put_data;
  end

  always @(posedge aclk) begin
    if (!aresetn) begin
      head <= 0;
      tail <= 0;
      count <= 0;
    end else begin
      if (put) tail <= tail == LAST ? 0 : tail + 1'b1;
      if (get) head <= head == LAST ? 0 : head + 1'b1;
      if (put && !get) count <= count + 1'b1;
      if (get && !put) count <= count - 1'b1;
    end
  end
endmodule
`;
