/** `max_pool.h`: the largest code of every cell of a map, as the map goes by. */
export const MAX_POOL_H = `// Max-pool: the largest code of each channel in every cell of SIZE x SIZE pixels, as the map goes by.
//
// A template argument P is the struct of a pool (in mvau0.h ...). A map comes and goes row by row, pixel
// by pixel, PE channels in a word. Pixels beyond the last whole cell of a row, and rows below the last,
// are dropped.
#ifndef BITSCAPE_MAX_POOL_H
#define BITSCAPE_MAX_POOL_H

#include "types.h"

// Whether one code is larger than another; a bipolar bit of 1 is the larger one.
template <class P>
bool larger(ap_uint<P::BITS> a, ap_uint<P::BITS> b) {
#pragma HLS INLINE
  if (P::SIGNED) return ap_int<P::BITS>(a) > ap_int<P::BITS>(b);
  return a > b;
}

// The larger code of each of PE channels.
template <class P>
ap_uint<P::PE * P::BITS> maximum(ap_uint<P::PE * P::BITS> a, ap_uint<P::PE * P::BITS> b) {
#pragma HLS INLINE
  ap_uint<P::PE * P::BITS> most = 0;
  for (int pe = 0; pe < P::PE; pe++) {
#pragma HLS UNROLL
    const ap_uint<P::BITS> code_a = a.range((pe + 1) * P::BITS - 1, pe * P::BITS);
    const ap_uint<P::BITS> code_b = b.range((pe + 1) * P::BITS - 1, pe * P::BITS);
    const ap_uint<P::BITS> code = larger<P>(code_a, code_b) ? code_a : code_b;
    most.range((pe + 1) * P::BITS - 1, pe * P::BITS) = code;
  }
  return most;
}

// One image's map in, its pooled map out.
template <class P>
void max_pool(hls::stream<ap_uint<P::PE * P::BITS> > &in, hls::stream<ap_uint<P::PE * P::BITS> > &out) {
  // The maximum of a cell in the row that goes by, for each word of a pixel: a shift register.
  ap_uint<P::PE * P::BITS> across[P::FOLDS];
#pragma HLS ARRAY_PARTITION variable=across complete dim=1
  // The maximum of the rows above of each cell. A word comes again after a row, of ROW_CYCLES: later than
  // a memory takes to write it.
  ap_uint<P::PE * P::BITS> above[P::CELLS * P::FOLDS];
#pragma HLS DEPENDENCE variable=above inter false

  int word = 0;  // of the row
  int fold = 0;  // word of the pixel
  int x = 0;  // place in the cell
  int y = 0;
  int cell = 0;  // word in "above"
  for (int step = 0; step < P::ROWS * P::ROW_CYCLES; step++) {
#pragma HLS PIPELINE II=1
    if (word < P::COLUMNS * P::FOLDS) {
      const ap_uint<P::PE * P::BITS> item = in.read();
      ap_uint<P::PE * P::BITS> most = item;
      if (x > 0) most = maximum<P>(item, across[P::FOLDS - 1]);
      for (int i = P::FOLDS - 1; i > 0; i--) {
#pragma HLS UNROLL
        across[i] = across[i - 1];
      }
      across[0] = most;
      if (x == P::SIZE - 1) {
        ap_uint<P::PE * P::BITS> best = most;
        if (y > 0) best = maximum<P>(most, above[cell]);
        if (y == P::SIZE - 1) out.write(best);
        else above[cell] = best;
        cell++;
      }
      if (fold == P::FOLDS - 1) x = x == P::SIZE - 1 ? 0 : x + 1;
      fold = fold == P::FOLDS - 1 ? 0 : fold + 1;
    }
    if (word == P::ROW_CYCLES - 1) {
      word = 0;
      x = 0;
      cell = 0;
      y = y == P::SIZE - 1 ? 0 : y + 1;
    } else {
      word++;
    }
  }
}

#endif
`;
