/** `width_adapter.h`: joins or splits stream words where a layer's PE and the next layer's SIMD differ. */
export const WIDTH_ADAPTER_H = `// Stream width adapters, where one unit's output word and the next one's input word differ in width.
// Elements keep their order, the first in the least significant bits. Where the next unit takes more elements
// than there are (padding), the rest is 0; where it takes fewer, the rest (padding too) is dropped.
#ifndef BITSCAPE_WIDTH_ADAPTER_H
#define BITSCAPE_WIDTH_ADAPTER_H

#include "types.h"

// Joins FACTOR words of BITS into one; IN_WORDS in and OUT_WORDS out per vector, VECTORS per image.
template <int BITS, int FACTOR, int IN_WORDS, int OUT_WORDS, int VECTORS = 1>
void widen(hls::stream<ap_uint<BITS> > &in, hls::stream<ap_uint<BITS * FACTOR> > &out) {
  const int NEEDED = OUT_WORDS * FACTOR;
  const int STEPS = IN_WORDS > NEEDED ? IN_WORDS : NEEDED;
  ap_uint<BITS * FACTOR> word = 0;
  int part = 0;
  int step = 0;
  for (int i = 0; i < VECTORS * STEPS; i++) {
#pragma HLS PIPELINE II=1
    ap_uint<BITS> item = 0;
    if (step < IN_WORDS) item = in.read();
    word >>= BITS;
    word.range(BITS * FACTOR - 1, BITS * (FACTOR - 1)) = item;
    if (part == FACTOR - 1 && step < NEEDED) out.write(word);
    const bool ends = step == STEPS - 1;
    part = part == FACTOR - 1 || ends ? 0 : part + 1;
    step = ends ? 0 : step + 1;
  }
}

// Splits a word into FACTOR words of BITS; IN_WORDS in and OUT_WORDS out per vector, VECTORS per image.
template <int BITS, int FACTOR, int IN_WORDS, int OUT_WORDS, int VECTORS = 1>
void narrow(hls::stream<ap_uint<BITS * FACTOR> > &in, hls::stream<ap_uint<BITS> > &out) {
  const int GIVEN = IN_WORDS * FACTOR;
  const int STEPS = GIVEN > OUT_WORDS ? GIVEN : OUT_WORDS;
  ap_uint<BITS * FACTOR> word = 0;
  int part = 0;
  int step = 0;
  for (int i = 0; i < VECTORS * STEPS; i++) {
#pragma HLS PIPELINE II=1
    if (part == 0) {
      word = 0;
      if (step < GIVEN) word = in.read();
    }
    if (step < OUT_WORDS) {
      const ap_uint<BITS> item = word.range(BITS - 1, 0);
      out.write(item);
    }
    word >>= BITS;
    const bool ends = step == STEPS - 1;
    part = part == FACTOR - 1 || ends ? 0 : part + 1;
    step = ends ? 0 : step + 1;
  }
}

#endif
`;
