/** `axi_input.v`: from AXI4-Stream beats to pixel codes. */
export const AXI_INPUT_V = `// AXI4-Stream input: beats of GROUP pixel codes, WORDS beats per image. What lies beyond the image in its last beats
// becomes 0. An image that TLAST ends early is completed with zeros, so that the next packet starts at a new image.
// "ends" tells if TLAST came with an image: its class carries it on.
module axi_input #(
  parameter PIXELS = 1,
  parameter CODE_BITS = 1,
  parameter GROUP = 1,
  parameter WORDS = 1,
  parameter STREAM_BITS = 8
) (
  input  wire                       aclk,
  input  wire                       aresetn,
  input  wire [STREAM_BITS-1:0]     s_axis_tdata,
  input  wire                       s_axis_tvalid,
  output wire                       s_axis_tready,
  input  wire                       s_axis_tlast,
  output wire [GROUP*CODE_BITS-1:0] out_data,
  output wire                       out_valid,
  input  wire                       out_ready,
  output wire                       ends_data,
  output wire                       ends_valid,
  input  wire                       ends_ready
);
  localparam INDEX_BITS = WORDS > 1 ? $clog2(WORDS) : 1;
  localparam [INDEX_BITS-1:0] LAST = WORDS - 1;

  reg [INDEX_BITS-1:0] index;
  reg ended;  // TLAST came before the end of the image

  wire last = index == LAST;
  wire room = ends_ready || !last;
  wire there = s_axis_tvalid || ended;

  assign s_axis_tready = out_ready && room && !ended;
  assign out_valid = there && room;
  assign ends_valid = there && out_ready && last;
  assign ends_data = ended || s_axis_tlast;

  always @(posedge aclk) begin
    if (!aresetn) begin
      index <= 0;
      ended <= 0;
    end else if (out_valid && out_ready) begin
      index <= last ? 0 : index + 1'b1;
      ended <= ends_data && !last;
    end
  end

  genvar c;
  generate
    for (c = 0; c < GROUP; c = c + 1) begin : code
      // Beats in which this code is a pixel.
      localparam BEATS = PIXELS > c ? (PIXELS - c + GROUP - 1) / GROUP : 0;
      wire is_pixel;

      if (BEATS >= WORDS) begin : always_pixel
        assign is_pixel = 1;
      end else if (BEATS == 0) begin : never_pixel
        assign is_pixel = 0;
      end else begin : pixel_until
        localparam [INDEX_BITS-1:0] UNTIL = BEATS - 1;
        assign is_pixel = index <= UNTIL;
      end

      assign out_data[c*CODE_BITS+:CODE_BITS] =
          is_pixel && !ended ? s_axis_tdata[c*CODE_BITS+:CODE_BITS] : {CODE_BITS{1'b0}};
    end

    if (STREAM_BITS > GROUP * CODE_BITS) begin : upper_bits
      wire unused = &{1'b0, s_axis_tdata[STREAM_BITS-1:GROUP*CODE_BITS]};
    end
  endgenerate
endmodule
`;

/** `axi_output.v`: from classes to AXI4-Stream beats. */
export const AXI_OUTPUT_V = `// AXI4-Stream output: one beat per image, its class. TLAST comes with the class of an image that had it.
module axi_output #(
  parameter CLASS_BITS = 1
) (
  input  wire [CLASS_BITS-1:0] class_data,
  input  wire                  class_valid,
  output wire                  class_ready,
  input  wire                  ends_data,
  input  wire                  ends_valid,
  output wire                  ends_ready,
  output wire [31:0]           m_axis_tdata,
  output wire [3:0]            m_axis_tkeep,
  output wire                  m_axis_tvalid,
  input  wire                  m_axis_tready,
  output wire                  m_axis_tlast
);
  assign m_axis_tdata = {{(32 - CLASS_BITS){1'b0}}, class_data};
  assign m_axis_tkeep = 4'hf;
  assign m_axis_tvalid = class_valid && ends_valid;
  assign m_axis_tlast = ends_data;
  assign class_ready = m_axis_tready && ends_valid;
  assign ends_ready = m_axis_tready && class_valid;
endmodule
`;
