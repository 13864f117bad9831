/** `whole_windows.v`: the windows of a map, a whole one per cycle. */
export const WHOLE_WINDOWS_V = `// Whole windows: a pixel of BITS bits comes per cycle; the window of KERNEL x KERNEL pixels that it completes, if any,
// leaves as one word. Its pixels are in the order of the weights: row by row, the first one in the least significant
// bits. For convolutions that a word at a time would be too slow for.
//
// The memory holds, for each column of the map, the KERNEL - 1 pixels above the row that goes by. The next pixel of a
// column comes a row later: long after this one is written.
module whole_windows #(
  parameter ROWS = 2,
  parameter COLUMNS = 2,
  parameter KERNEL = 2,
  parameter BITS = 1
) (
  input  wire                          aclk,
  input  wire                          aresetn,
  input  wire [BITS-1:0]               in_data,
  input  wire                          in_valid,
  output wire                          in_ready,
  output wire [KERNEL*KERNEL*BITS-1:0] out_data,
  output reg                           out_valid,
  input  wire                          out_ready
);
  localparam SIDE = KERNEL * BITS;  // bits of a column of the window
  localparam COLUMN_BITS = $clog2(COLUMNS);
  localparam ROW_BITS = $clog2(ROWS);
  localparam [COLUMN_BITS-1:0] LAST_COLUMN = COLUMNS - 1;
  localparam [ROW_BITS-1:0] LAST_ROW = ROWS - 1;
  localparam [COLUMN_BITS-1:0] FIRST_COLUMN = KERNEL - 1;  // of the pixels that complete a window
  localparam [ROW_BITS-1:0] FIRST_ROW = KERNEL - 1;

  assign in_ready = !out_valid || out_ready;
  wire take = in_valid && in_ready;

  reg [ROW_BITS-1:0] row;
  reg [COLUMN_BITS-1:0] column;
  wire last_column = column == LAST_COLUMN;

  always @(posedge aclk) begin
    if (!aresetn) begin
      row <= 0;
      column <= 0;
    end else if (take) begin
      column <= last_column ? 0 : column + 1'b1;
      if (last_column) row <= row == LAST_ROW ? 0 : row + 1'b1;
    end
  end

  // Columns of the window, the topmost pixel in the least significant bits: the newest one and those on its left.
  reg [BITS-1:0] pixel;
  wire [SIDE-BITS-1:0] above;
  wire [SIDE-1:0] newest = {pixel, above};
  reg [(KERNEL-1)*SIDE-1:0] left;
  wire [KERNEL*SIDE-1:0] columns = {newest, left};
  reg [COLUMN_BITS-1:0] column_before;

  always @(posedge aclk) begin
    if (take) begin
      pixel <= in_data;
      left <= columns[KERNEL*SIDE-1:SIDE];
      column_before <= column;
    end
  end

  line_memory #(
    .BITS(SIDE - BITS),
    .DEPTH(COLUMNS),
    .PLACE_BITS(COLUMN_BITS)
  ) lines (
    .aclk(aclk),
    .put(take),
    .put_place(column_before),
    .put_word(newest[SIDE-1:BITS]),
    .get(take),
    .get_place(column),
    .get_word(above)
  );

  always @(posedge aclk) begin
    if (!aresetn) out_valid <= 0;
    else if (in_ready) out_valid <= in_valid && row >= FIRST_ROW && column >= FIRST_COLUMN;
  end

  genvar x;
  genvar y;
  generate
    for (y = 0; y < KERNEL; y = y + 1) begin : window_row
      for (x = 0; x < KERNEL; x = x + 1) begin : window_pixel
        assign out_data[(y*KERNEL+x)*BITS+:BITS] = columns[x*SIDE+y*BITS+:BITS];
      end
    end
  endgenerate
endmodule
`;
