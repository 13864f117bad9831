// 6-3-4, W4 A2, unrolled.
// Network tiny (6-3-4), W4 A2, written by Bitscape 0.1.0.
//
// Every call handles one image. In hardware the layers run side by side on successive images.
// Estimate: one image every 1 cycles, 100000000 images per second at 100 MHz.
// The input stream takes 1 cycles per image.
#include "bitscape_top.h"

#include "dense.h"
#include "label_select.h"
#include "mvau0.h"
#include "mvau1.h"

void bitscape_top(hls::stream<input_beat> &s_axis, hls::stream<class_beat> &m_axis) {
#pragma HLS INTERFACE axis port=s_axis
#pragma HLS INTERFACE axis port=m_axis
#pragma HLS INTERFACE ap_ctrl_none port=return
#pragma HLS DATAFLOW

  hls::stream<ap_uint<1> > last("last");
#pragma HLS STREAM variable=last depth=57
  hls::stream<ap_uint<Input::GROUP * Input::BITS> > pixels("pixels");
#pragma HLS STREAM variable=pixels depth=2
  ap_uint<Input::BITS> image[Input::PIXELS];
#pragma HLS ARRAY_PARTITION variable=image complete dim=0
  ap_uint<Mvau0::OUTPUT_BITS> mvau0_out[Mvau0::UNITS];
#pragma HLS ARRAY_PARTITION variable=mvau0_out complete dim=0
  hls::stream<ap_uint<Mvau1::UNITS * Mvau1::ACC_BITS> > sums("sums");
#pragma HLS STREAM variable=sums depth=2
  hls::stream<ap_uint<32> > classes("classes");
#pragma HLS STREAM variable=classes depth=57

  read_image(s_axis, pixels, last);
  whole_image(pixels, image);
  dense<Mvau0>(image, mvau0_out, mvau0_weights, mvau0_thresholds);
  dense_sums<Mvau1>(mvau0_out, sums, mvau1_weights);
  label_select<Mvau1>(sums, classes, mvau1_scale, mvau1_bias);
  write_class(classes, last, m_axis);
}
