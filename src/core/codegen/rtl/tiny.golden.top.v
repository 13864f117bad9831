// 6-3-4, W2 A2, as a pipeline of layers.
// Network tiny (6-3-4), W2 A2, written by Bitscape 0.1.0.
//
// A FIFO stands between each two units: "<name>_put" is its input side, "<name>_get" its output side. The one before a
// layer has room for a vector, so that the next image gathers while the layer works on one.
// Estimate: one image every 8 cycles (mvau1 is the slowest), 12500000 images per second at 100 MHz.
module bitscape_top (
  input  wire aclk,
  input  wire aresetn,
  input  wire [15:0] s_axis_tdata,
  input  wire s_axis_tvalid,
  output wire s_axis_tready,
  input  wire s_axis_tlast,
  output wire [31:0] m_axis_tdata,
  output wire [3:0] m_axis_tkeep,
  output wire m_axis_tvalid,
  input  wire m_axis_tready,
  output wire m_axis_tlast
);
  wire [11:0] pixels_put_data;
  wire pixels_put_valid, pixels_put_ready;
  wire [11:0] pixels_get_data;
  wire pixels_get_valid, pixels_get_ready;
  wire [5:0] mvau0_in_put_data;
  wire mvau0_in_put_valid, mvau0_in_put_ready;
  wire [5:0] mvau0_in_get_data;
  wire mvau0_in_get_valid, mvau0_in_get_ready;
  wire [3:0] mvau0_out_put_data;
  wire mvau0_out_put_valid, mvau0_out_put_ready;
  wire [3:0] mvau0_out_get_data;
  wire mvau0_out_get_valid, mvau0_out_get_ready;
  wire [3:0] mvau1_out_put_data;
  wire mvau1_out_put_valid, mvau1_out_put_ready;
  wire [3:0] mvau1_out_get_data;
  wire mvau1_out_get_valid, mvau1_out_get_ready;
  wire [1:0] class_put_data;
  wire class_put_valid, class_put_ready;
  wire [1:0] class_get_data;
  wire class_get_valid, class_get_ready;
  wire [0:0] ends_put_data;
  wire ends_put_valid, ends_put_ready;
  wire [0:0] ends_get_data;
  wire ends_get_valid, ends_get_ready;

  axi_input #(
    .PIXELS(6),
    .CODE_BITS(2),
    .GROUP(6),
    .WORDS(1),
    .STREAM_BITS(16)
  ) input_port (
    .aclk(aclk),
    .aresetn(aresetn),
    .s_axis_tdata(s_axis_tdata),
    .s_axis_tvalid(s_axis_tvalid),
    .s_axis_tready(s_axis_tready),
    .s_axis_tlast(s_axis_tlast),
    .out_data(pixels_put_data),
    .out_valid(pixels_put_valid),
    .out_ready(pixels_put_ready),
    .ends_data(ends_put_data),
    .ends_valid(ends_put_valid),
    .ends_ready(ends_put_ready)
  );

  fifo #(
    .BITS(12),
    .DEPTH(2)
  ) pixels_fifo (
    .aclk(aclk),
    .aresetn(aresetn),
    .put_data(pixels_put_data),
    .put_valid(pixels_put_valid),
    .put_ready(pixels_put_ready),
    .get_data(pixels_get_data),
    .get_valid(pixels_get_valid),
    .get_ready(pixels_get_ready)
  );

  fifo #(
    .BITS(1),
    .DEPTH(32)
  ) ends_fifo (
    .aclk(aclk),
    .aresetn(aresetn),
    .put_data(ends_put_data),
    .put_valid(ends_put_valid),
    .put_ready(ends_put_ready),
    .get_data(ends_get_data),
    .get_valid(ends_get_valid),
    .get_ready(ends_get_ready)
  );

  width_adapter #(
    .JOINS(0),
    .BITS(6),
    .FACTOR(2),
    .IN_WORDS(1),
    .OUT_WORDS(2)
  ) mvau0_in_adapter (
    .aclk(aclk),
    .aresetn(aresetn),
    .in_data(pixels_get_data),
    .in_valid(pixels_get_valid),
    .in_ready(pixels_get_ready),
    .out_data(mvau0_in_put_data),
    .out_valid(mvau0_in_put_valid),
    .out_ready(mvau0_in_put_ready)
  );

  fifo #(
    .BITS(6),
    .DEPTH(2)
  ) mvau0_in_fifo (
    .aclk(aclk),
    .aresetn(aresetn),
    .put_data(mvau0_in_put_data),
    .put_valid(mvau0_in_put_valid),
    .put_ready(mvau0_in_put_ready),
    .get_data(mvau0_in_get_data),
    .get_valid(mvau0_in_get_valid),
    .get_ready(mvau0_in_get_ready)
  );

  mvau0 mvau0_unit (
    .aclk(aclk),
    .aresetn(aresetn),
    .in_data(mvau0_in_get_data),
    .in_valid(mvau0_in_get_valid),
    .in_ready(mvau0_in_get_ready),
    .out_data(mvau0_out_put_data),
    .out_valid(mvau0_out_put_valid),
    .out_ready(mvau0_out_put_ready)
  );

  fifo #(
    .BITS(4),
    .DEPTH(2)
  ) mvau0_out_fifo (
    .aclk(aclk),
    .aresetn(aresetn),
    .put_data(mvau0_out_put_data),
    .put_valid(mvau0_out_put_valid),
    .put_ready(mvau0_out_put_ready),
    .get_data(mvau0_out_get_data),
    .get_valid(mvau0_out_get_valid),
    .get_ready(mvau0_out_get_ready)
  );

  mvau1 mvau1_unit (
    .aclk(aclk),
    .aresetn(aresetn),
    .in_data(mvau0_out_get_data),
    .in_valid(mvau0_out_get_valid),
    .in_ready(mvau0_out_get_ready),
    .out_data(mvau1_out_put_data),
    .out_valid(mvau1_out_put_valid),
    .out_ready(mvau1_out_put_ready)
  );

  fifo #(
    .BITS(4),
    .DEPTH(2)
  ) mvau1_out_fifo (
    .aclk(aclk),
    .aresetn(aresetn),
    .put_data(mvau1_out_put_data),
    .put_valid(mvau1_out_put_valid),
    .put_ready(mvau1_out_put_ready),
    .get_data(mvau1_out_get_data),
    .get_valid(mvau1_out_get_valid),
    .get_ready(mvau1_out_get_ready)
  );

  // Scales and biases of the classes, the last one first.
  label_select #(
    .AT_ONCE(1),
    .ROUNDS(4),
    .ROUND_BITS(2),
    .ACC_BITS(4),
    .SCALE_BITS(16),
    .BIAS_BITS(16),
    .SCORE_BITS(18),
    .CLASS_BITS(2),
    .SCALES({
      16'sd0, -16'sd32767, 16'sd10022, -16'sd14318}),
    .BIASES({
      16'sd1376, -16'sd30231, -16'sd15908, -16'sd3359})
  ) select (
    .aclk(aclk),
    .aresetn(aresetn),
    .in_data(mvau1_out_get_data),
    .in_valid(mvau1_out_get_valid),
    .in_ready(mvau1_out_get_ready),
    .class_data(class_put_data),
    .class_valid(class_put_valid),
    .class_ready(class_put_ready)
  );

  fifo #(
    .BITS(2),
    .DEPTH(2)
  ) class_fifo (
    .aclk(aclk),
    .aresetn(aresetn),
    .put_data(class_put_data),
    .put_valid(class_put_valid),
    .put_ready(class_put_ready),
    .get_data(class_get_data),
    .get_valid(class_get_valid),
    .get_ready(class_get_ready)
  );

  axi_output #(
    .CLASS_BITS(2)
  ) output_port (
    .class_data(class_get_data),
    .class_valid(class_get_valid),
    .class_ready(class_get_ready),
    .ends_data(ends_get_data),
    .ends_valid(ends_get_valid),
    .ends_ready(ends_get_ready),
    .m_axis_tdata(m_axis_tdata),
    .m_axis_tkeep(m_axis_tkeep),
    .m_axis_tvalid(m_axis_tvalid),
    .m_axis_tready(m_axis_tready),
    .m_axis_tlast(m_axis_tlast)
  );
endmodule
