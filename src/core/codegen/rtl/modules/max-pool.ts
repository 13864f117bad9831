/** `max_pool.v`: the largest code of every cell of a map, as the map goes by. */
export const MAX_POOL_V = `// Max-pool: the largest code of each channel in every cell of SIZE x SIZE pixels, as the map goes by: row by row,
// pixel by pixel, PE channels in a word, FOLDS words per pixel. Pixels beyond the last whole cell of a row, and rows
// below the last, are dropped. SIGNED: codes are two's complement; a bipolar bit of 1 is the larger one.
//
// The maximum of a cell in the row that goes by is "across", that of its rows above is in the memory. A cell's next row
// comes a row of the map later: long after this one is written.
module max_pool #(
  parameter ROWS = 2,
  parameter COLUMNS = 2,
  parameter SIZE = 2,
  parameter PE = 1,
  parameter FOLDS = 1,
  parameter CODE_BITS = 1,
  parameter SIGNED = 0
) (
  input  wire                    aclk,
  input  wire                    aresetn,
  input  wire [PE*CODE_BITS-1:0] in_data,
  input  wire                    in_valid,
  output wire                    in_ready,
  output wire [PE*CODE_BITS-1:0] out_data,
  output reg                     out_valid,
  input  wire                    out_ready
);
  localparam BITS = PE * CODE_BITS;
  localparam PLACES = COLUMNS / SIZE * FOLDS;  // words of a row of cells
  localparam FOLD_BITS = FOLDS > 1 ? $clog2(FOLDS) : 1;
  localparam PLACE_BITS = PLACES > 1 ? $clog2(PLACES) : 1;
  localparam SIZE_BITS = $clog2(SIZE);
  localparam COLUMN_BITS = $clog2(COLUMNS);
  localparam ROW_BITS = $clog2(ROWS);
  localparam [FOLD_BITS-1:0] LAST_FOLD = FOLDS - 1;
  localparam [PLACE_BITS-1:0] LAST_PLACE = PLACES - 1;
  localparam [SIZE_BITS-1:0] LAST_OF_CELL = SIZE - 1;
  localparam [COLUMN_BITS-1:0] LAST_COLUMN = COLUMNS - 1;
  localparam [ROW_BITS-1:0] LAST_ROW = ROWS - 1;

  // With its sign bit inverted, a two's complement code compares as an unsigned one.
  localparam [CODE_BITS-1:0] SIGN = SIGNED != 0 ? {1'b1, {(CODE_BITS - 1){1'b0}}} : {CODE_BITS{1'b0}};

  // The larger code of each channel.
  function [BITS-1:0] larger(input [BITS-1:0] a, input [BITS-1:0] b);
    integer c;
    begin
      for (c = 0; c < PE; c = c + 1)
        larger[c*CODE_BITS+:CODE_BITS] = (a[c*CODE_BITS+:CODE_BITS] ^ SIGN) > (b[c*CODE_BITS+:CODE_BITS] ^ SIGN) ?
            a[c*CODE_BITS+:CODE_BITS] : b[c*CODE_BITS+:CODE_BITS];
    end
  endfunction

  assign in_ready = !out_valid || out_ready;
  wire take = in_valid && in_ready;

  // Of the word that comes next.
  reg [FOLD_BITS-1:0] fold;
  reg [COLUMN_BITS-1:0] column;
  reg [ROW_BITS-1:0] row;
  reg [SIZE_BITS-1:0] x;  // in its cell
  reg [SIZE_BITS-1:0] y;
  reg [PLACE_BITS-1:0] place;  // word in the row of cells

  wire last_fold = fold == LAST_FOLD;
  wire last_column = column == LAST_COLUMN;
  wire last_row = row == LAST_ROW;
  wire last_x = x == LAST_OF_CELL;
  wire last_y = y == LAST_OF_CELL;
  wire end_of_row = last_fold && last_column;

  always @(posedge aclk) begin
    if (!aresetn) begin
      fold <= 0;
      column <= 0;
      row <= 0;
      x <= 0;
      y <= 0;
      place <= 0;
    end else if (take) begin
      fold <= last_fold ? 0 : fold + 1'b1;
      if (last_fold) begin
        column <= last_column ? 0 : column + 1'b1;
        x <= last_column || last_x ? 0 : x + 1'b1;
      end
      if (last_x) place <= place == LAST_PLACE ? 0 : place + 1'b1;
      if (end_of_row) begin
        row <= last_row ? 0 : row + 1'b1;
        y <= last_row || last_y ? 0 : y + 1'b1;
      end
    end
  end

  // The maximum so far in this row of the cell, the newest word in the least significant bits.
  reg [FOLDS*BITS-1:0] across;
  wire [BITS-1:0] most = across[BITS-1:0];
  wire [BITS-1:0] most_before = across[(FOLDS-1)*BITS+:BITS];
  wire [BITS-1:0] most_now = x == 0 ? in_data : larger(in_data, most_before);

  generate
    if (FOLDS > 1) begin : several
      always @(posedge aclk) begin
        if (take) across <= {across[(FOLDS-1)*BITS-1:0], most_now};
      end
    end else begin : single
      always @(posedge aclk) begin
        if (take) across <= most_now;
      end
    end
  endgenerate

  // Of the word that came last: with the rows above.
  wire [BITS-1:0] above;
  reg first_row;
  reg end_of_cell_row;
  reg [PLACE_BITS-1:0] place_before;

  always @(posedge aclk) begin
    if (take) begin
      first_row <= y == 0;
      end_of_cell_row <= last_x;
      place_before <= place;
    end
  end

  line_memory #(
    .BITS(BITS),
    .DEPTH(PLACES),
    .PLACE_BITS(PLACE_BITS)
  ) rows_above (
    .aclk(aclk),
    .put(take && end_of_cell_row),
    .put_place(place_before),
    .put_word(out_data),
    .get(take),
    .get_place(place),
    .get_word(above)
  );

  assign out_data = first_row ? most : larger(most, above);

  always @(posedge aclk) begin
    if (!aresetn) out_valid <= 0;
    else if (in_ready) out_valid <= in_valid && last_x && last_y;
  end
endmodule
`;
