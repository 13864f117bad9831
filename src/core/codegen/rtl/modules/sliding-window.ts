/** `sliding_window.v`: the windows of a map, a word of them per cycle. */
export const SLIDING_WINDOW_V = `// Sliding windows: from the pixels of a map to the inputs of a convolution, one window per output pixel. A map comes
// row by row, pixel by pixel, FOLDS words per pixel. Windows of KERNEL x KERNEL pixels leave from left to right and
// from top to bottom, stride 1, none beyond the edge; each one row by row and pixel by pixel, which is the order of
// the weights.
//
// The words lie in a ring of KERNEL + 1 rows of the map, of which one word stays free. They come in while windows
// leave, those of the next image too. A word of a window leaves once it is there; words that no later window has make
// room.
module sliding_window #(
  parameter ROWS = 2,
  parameter COLUMNS = 2,
  parameter KERNEL = 2,
  parameter FOLDS = 1,
  parameter BITS = 1
) (
  input  wire            aclk,
  input  wire            aresetn,
  input  wire [BITS-1:0] in_data,
  input  wire            in_valid,
  output wire            in_ready,
  output wire [BITS-1:0] out_data,
  output reg             out_valid,
  input  wire            out_ready
);
  localparam ROW = COLUMNS * FOLDS;               // words of a row of the map
  localparam SPAN = KERNEL * FOLDS;               // words of a row of a window
  localparam REACH = (KERNEL - 1) * ROW + SPAN;   // words of the map from the first of a window to its last
  localparam RING = (KERNEL + 1) * ROW;
  localparam PLACE_BITS = $clog2(RING);
  localparam WORD_BITS = $clog2(SPAN);
  localparam LINE_BITS = $clog2(KERNEL);
  localparam COLUMN_BITS = COLUMNS > KERNEL ? $clog2(COLUMNS - KERNEL + 1) : 1;
  localparam ROW_BITS = ROWS > KERNEL ? $clog2(ROWS - KERNEL + 1) : 1;
  localparam [PLACE_BITS-1:0] SIZE = RING;  // modulo 2^PLACE_BITS
  localparam [PLACE_BITS-1:0] LAST_PLACE = RING - 1;
  localparam [WORD_BITS-1:0] LAST_WORD = SPAN - 1;
  localparam [LINE_BITS-1:0] LAST_LINE = KERNEL - 1;
  localparam [COLUMN_BITS-1:0] LAST_COLUMN = COLUMNS - KERNEL;
  localparam [ROW_BITS-1:0] LAST_ROW = ROWS - KERNEL;

  // How far it is in the map from a word of a window to the next one: in the same row, in the next row, ...
  localparam [PLACE_BITS-1:0] TO_WORD = 1;
  localparam [PLACE_BITS-1:0] TO_LINE = ROW - SPAN + 1;
  // ... and from a window to the next one: in the same row, in the next row, in the next image.
  localparam [PLACE_BITS-1:0] TO_COLUMN = FOLDS;
  localparam [PLACE_BITS-1:0] TO_ROW = SPAN;
  localparam [PLACE_BITS-1:0] TO_IMAGE = REACH;

  // A place in the ring, some words on.
  function [PLACE_BITS-1:0] moved(input [PLACE_BITS-1:0] place, input [PLACE_BITS-1:0] words);
    moved = place + words - (place > LAST_PLACE - words ? SIZE : {PLACE_BITS{1'b0}});
  endfunction

  reg [PLACE_BITS-1:0] tail;    // where the next word is written
  reg [PLACE_BITS-1:0] first;   // where the window begins
  reg [PLACE_BITS-1:0] held;    // words from there on that are written
  reg [PLACE_BITS-1:0] place;   // where the next word of the window is
  reg [PLACE_BITS-1:0] offset;  // words from the first one to there
  reg [WORD_BITS-1:0] word;     // in a row of the window
  reg [LINE_BITS-1:0] line;     // row of the window
  reg [COLUMN_BITS-1:0] column; // of the window in the map
  reg [ROW_BITS-1:0] row;

  wire last_word = word == LAST_WORD;
  wire last_of_window = last_word && line == LAST_LINE;
  wire last_column = column == LAST_COLUMN;
  wire [PLACE_BITS-1:0] step = last_word ? TO_LINE : TO_WORD;
  wire [PLACE_BITS-1:0] released = !last_column ? TO_COLUMN : row != LAST_ROW ? TO_ROW : TO_IMAGE;
  wire [PLACE_BITS-1:0] next_first = moved(first, released);

  assign in_ready = held != LAST_PLACE;
  wire put = in_valid && in_ready;
  wire advance = !out_valid || out_ready;
  wire there = offset < held;
  wire get = advance && there;
  wire release_words = get && last_of_window;

  line_memory #(
    .BITS(BITS),
    .DEPTH(RING),
    .PLACE_BITS(PLACE_BITS)
  ) ring (
    .aclk(aclk),
    .put(put),
    .put_place(tail),
    .put_word(in_data),
    .get(get),
    .get_place(place),
    .get_word(out_data)
  );

  always @(posedge aclk) begin
    if (!aresetn) begin
      tail <= 0;
      held <= 0;
    end else begin
      if (put) tail <= tail == LAST_PLACE ? 0 : tail + 1'b1;
      held <= held + {{(PLACE_BITS - 1){1'b0}}, put} - (release_words ? released : {PLACE_BITS{1'b0}});
    end
  end

  always @(posedge aclk) begin
    if (!aresetn) begin
      first <= 0;
      place <= 0;
      offset <= 0;
      word <= 0;
      line <= 0;
      column <= 0;
      row <= 0;
    end else if (get) begin
      word <= last_word ? 0 : word + 1'b1;
      if (last_word) line <= last_of_window ? 0 : line + 1'b1;
      if (last_of_window) begin
        first <= next_first;
        place <= next_first;
        offset <= 0;
        column <= last_column ? 0 : column + 1'b1;
        if (last_column) row <= row == LAST_ROW ? 0 : row + 1'b1;
      end else begin
        place <= moved(place, step);
        offset <= offset + step;
      end
    end
  end

  always @(posedge aclk) begin
    if (!aresetn) out_valid <= 0;
    else if (advance) out_valid <= there;
  end
endmodule
`;
