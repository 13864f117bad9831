import type { Plan } from '../plan';
import { banner } from './text';

/** `axi_ports.h`: from AXI4-Stream beats to pixel codes, and from classes to beats. */
export const axiPortsHeader = ({ input }: Plan, origin: string): string =>
  `${banner('//', 'The AXI4-Stream ports: beats of packed pixel codes in, beats with a class out.', origin)}
#ifndef BITSCAPE_AXI_PORTS_H
#define BITSCAPE_AXI_PORTS_H

#include "types.h"

struct Input {
  static const int PIXELS = ${input.pixels};
  static const int BITS = ${input.codeBits};  // of a pixel code
  static const int GROUP = ${input.group};  // codes in a beat, the first in the least significant bits
  static const int WORDS = ${input.words};  // beats per image
  static const int STREAM_BITS = ${input.streamBits};
};

typedef ap_axiu<Input::STREAM_BITS, 1, 1, 1> input_beat;
typedef ap_axiu<32, 1, 1, 1> class_beat;

// Reads the beats of one image. What lies beyond the image in its last beats becomes 0. An image that TLAST
// ends early is completed with zeros, so that the next packet starts at a new image. "last" tells if TLAST
// came with this image: its class carries it on, so that a packet of n images gives a packet of n classes.
inline void read_image(hls::stream<input_beat> &in, hls::stream<ap_uint<Input::GROUP * Input::BITS> > &out,
                       hls::stream<ap_uint<1> > &last) {
#pragma HLS INLINE off
  bool ended = false;
  for (int i = 0; i < Input::WORDS; i++) {
#pragma HLS PIPELINE II=1
    ap_uint<Input::STREAM_BITS> data = 0;
    if (!ended) {
      const input_beat beat = in.read();
      data = beat.data;
      ended = beat.last == 1;
    }
    ap_uint<Input::GROUP * Input::BITS> word = data;
    for (int c = 0; c < Input::GROUP; c++) {
#pragma HLS UNROLL
      if (i * Input::GROUP + c >= Input::PIXELS) word.range((c + 1) * Input::BITS - 1, c * Input::BITS) = 0;
    }
    out.write(word);
  }
  last.write(ended ? 1 : 0);
}

inline void write_class(hls::stream<ap_uint<32> > &in, hls::stream<ap_uint<1> > &last,
                        hls::stream<class_beat> &out) {
#pragma HLS INLINE off
  class_beat beat;
  beat.data = in.read();
  beat.keep = -1;
  beat.strb = -1;
  beat.user = 0;
  beat.id = 0;
  beat.dest = 0;
  beat.last = last.read();
  out.write(beat);
}

#endif
`;
