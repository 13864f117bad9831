// 6-3-4, W2 A2, as a pipeline of layers.
// Network tiny (6-3-4), W2 A2, written by Bitscape 0.1.0.
//
// Every call handles one image. In hardware the processes run side by side on successive images.
// Estimate: one image every 8 cycles (mvau1 is the slowest), 12500000 images per second at 100 MHz.
#include "bitscape_top.h"

#include "label_select.h"
#include "mvau0.h"
#include "mvau1.h"
#include "mvau.h"
#include "width_adapter.h"

void bitscape_top(hls::stream<input_beat> &s_axis, hls::stream<class_beat> &m_axis) {
#pragma HLS INTERFACE axis port=s_axis
#pragma HLS INTERFACE axis port=m_axis
#pragma HLS INTERFACE ap_ctrl_none port=return
#pragma HLS DATAFLOW

  hls::stream<ap_uint<1> > last("last");
#pragma HLS STREAM variable=last depth=32
  hls::stream<ap_uint<Input::GROUP * Input::BITS> > pixels("pixels");
#pragma HLS STREAM variable=pixels depth=2
  hls::stream<ap_uint<6> > mvau0_in("mvau0_in");
#pragma HLS STREAM variable=mvau0_in depth=2
  hls::stream<ap_uint<Mvau0::PE * Mvau0::OUTPUT_BITS> > mvau0_out("mvau0_out");
#pragma HLS STREAM variable=mvau0_out depth=2
  hls::stream<ap_uint<Mvau1::PE * Mvau1::OUTPUT_BITS> > mvau1_out("mvau1_out");
#pragma HLS STREAM variable=mvau1_out depth=4
  hls::stream<ap_uint<32> > classes("classes");
#pragma HLS STREAM variable=classes depth=32

  read_image(s_axis, pixels, last);
  narrow<6, 2, 1, 2>(pixels, mvau0_in);
  mvau<Mvau0>(mvau0_in, mvau0_out, mvau0_weights, mvau0_thresholds);
  mvau_accumulators<Mvau1>(mvau0_out, mvau1_out, mvau1_weights);
  label_select<Mvau1>(mvau1_out, classes, mvau1_scale, mvau1_bias);
  write_class(classes, last, m_axis);
}
