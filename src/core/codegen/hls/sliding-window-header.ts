/** `sliding_window.h`: the windows of a map, for the MVAU of a convolution (FINN's ConvolutionInputGenerator). */
export const SLIDING_WINDOW_H = `// Sliding windows: from the pixels of a map to the inputs of a convolution, one window per output pixel.
//
// A template argument S is the struct of a window (in mvau0.h ...). A map comes row by row, pixel by
// pixel, SIMD channels in a word, FOLDS words per pixel. Windows of KERNEL x KERNEL pixels leave from
// left to right and from top to bottom, stride 1, none beyond the edge; each one row by row, pixel by
// pixel, channel by channel, which is the order of the weights.
#ifndef BITSCAPE_SLIDING_WINDOW_H
#define BITSCAPE_SLIDING_WINDOW_H

#include "types.h"

// One word of a window per cycle, from a buffer of KERNEL + 1 rows. The first window leaves as soon as it
// is there, after FILL words. From then on each window takes in the next pixel of the map, the first one
// of a row KERNEL of them: a row of windows takes in a row of the map, up to where the next one starts.
template <class S>
void sliding_window(hls::stream<ap_uint<S::SIMD * S::BITS> > &in, hls::stream<ap_uint<S::OUT_BITS> > &out) {
  // A word is read at the earliest KERNEL * KERNEL * FOLDS cycles after it was written: later than a
  // memory takes.
  ap_uint<S::SIMD * S::BITS> rows[S::KERNEL + 1][S::COLUMNS * S::FOLDS];
#pragma HLS DEPENDENCE variable=rows inter false

  int in_row = 0;
  int in_slot = 0;  // row of the buffer
  int in_word = 0;
  int top_slot = 0;  // of the window, as are those below
  int column = 0;  // its first word in a row
  int slot = 0;
  int ky = 0;
  int word = 0;  // in a row of the window
  for (int step = 0; step < S::FILL + S::WINDOWS * S::KERNEL * S::KERNEL * S::FOLDS; step++) {
#pragma HLS PIPELINE II=1
    const bool next_pixel = ky == 0 && (column == 0 || word < S::FOLDS);
    if (in_row < S::ROWS && (step < S::FILL || next_pixel)) {
      rows[in_slot][in_word] = in.read();
      if (in_word == S::COLUMNS * S::FOLDS - 1) {
        in_word = 0;
        in_row++;
        in_slot = in_slot == S::KERNEL ? 0 : in_slot + 1;
      } else {
        in_word++;
      }
    }
    if (step >= S::FILL) {
      out.write(rows[slot][column + word]);
      if (word < S::KERNEL * S::FOLDS - 1) {
        word++;
      } else if (ky < S::KERNEL - 1) {
        word = 0;
        ky++;
        slot = slot == S::KERNEL ? 0 : slot + 1;
      } else {
        word = 0;
        ky = 0;
        if (column == (S::COLUMNS - S::KERNEL) * S::FOLDS) {
          column = 0;
          top_slot = top_slot == S::KERNEL ? 0 : top_slot + 1;
        } else {
          column += S::FOLDS;
        }
        slot = top_slot;
      }
    }
  }
}

// A whole window per word, from line buffers, for networks in which a word at a time would be too slow.
template <class S>
void whole_windows(hls::stream<ap_uint<S::SIMD * S::BITS> > &in, hls::stream<ap_uint<S::OUT_BITS> > &out) {
  // The rows above the one that goes by. A word comes again after a row, of ROW_CYCLES: later than a
  // memory takes to write it.
  ap_uint<S::SIMD * S::BITS> lines[S::KERNEL - 1][S::COLUMNS];
#pragma HLS ARRAY_PARTITION variable=lines complete dim=1
#pragma HLS DEPENDENCE variable=lines inter false
  ap_uint<S::SIMD * S::BITS> window[S::KERNEL][S::KERNEL];
#pragma HLS ARRAY_PARTITION variable=window complete dim=0

  int row = 0;
  int column = 0;
  for (int step = 0; step < S::ROWS * S::ROW_CYCLES; step++) {
#pragma HLS PIPELINE II=1
    if (column < S::COLUMNS) {
      const ap_uint<S::SIMD * S::BITS> pixel = in.read();
      for (int y = 0; y < S::KERNEL; y++) {
#pragma HLS UNROLL
        for (int x = 0; x < S::KERNEL - 1; x++) {
#pragma HLS UNROLL
          window[y][x] = window[y][x + 1];
        }
        ap_uint<S::SIMD * S::BITS> entering = pixel;
        if (y < S::KERNEL - 1) entering = lines[y][column];
        window[y][S::KERNEL - 1] = entering;
        if (y > 0) lines[y - 1][column] = entering;
      }
      if (row >= S::KERNEL - 1 && column >= S::KERNEL - 1) {
        ap_uint<S::OUT_BITS> whole = 0;
        for (int i = 0; i < S::KERNEL * S::KERNEL; i++) {
#pragma HLS UNROLL
          whole.range((i + 1) * S::SIMD * S::BITS - 1, i * S::SIMD * S::BITS) =
              window[i / S::KERNEL][i % S::KERNEL];
        }
        out.write(whole);
      }
    }
    if (column == S::ROW_CYCLES - 1) {
      column = 0;
      row++;
    } else {
      column++;
    }
  }
}

#endif
`;
