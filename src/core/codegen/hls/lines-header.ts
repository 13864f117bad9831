/** `lines.h`: activation by one line per neuron, the same in both styles. */
export const LINES_H = `// Activation by a line per neuron instead of thresholds: code = (scale * sum + bias) >> SHIFT, from
// OUTPUT_MIN to OUTPUT_MAX. The half that rounds is in the bias. For every sum that can occur the code is
// that of the integer network.
//
// A scale is a number, or with TWO_HOT the sum of two signed powers of two: two shifts, no multiplier.
#ifndef BITSCAPE_LINES_H
#define BITSCAPE_LINES_H

#include "types.h"

// scale * sum.
template <class L, bool TWO_HOT>
struct line_product {
  static ap_int<L::TOTAL_BITS> of(ap_int<L::ACC_BITS> sum, ap_uint<L::SCALE_BITS> scale) {
#pragma HLS INLINE
    const ap_int<L::SCALE_BITS + 1> factor = scale;
    return factor * sum;
  }
};

// The same by two shifts. From the least significant bit a scale holds: the lower place, its sign (1:
// negative), whether it is there, the higher place, whether it is there.
template <class L>
struct line_product<L, true> {
  static const int PLACE_BITS = (L::SCALE_BITS - 3) / 2;

  static ap_int<L::TOTAL_BITS> of(ap_int<L::ACC_BITS> sum, ap_uint<L::SCALE_BITS> scale) {
#pragma HLS INLINE
    const ap_int<L::TOTAL_BITS> wide = sum;
    const ap_uint<PLACE_BITS> low = scale.range(PLACE_BITS - 1, 0);
    const ap_uint<PLACE_BITS> high = scale.range(2 * PLACE_BITS + 1, PLACE_BITS + 2);
    ap_int<L::TOTAL_BITS> total = 0;
    if (scale[2 * PLACE_BITS + 2]) total = wide << high.to_int();
    const ap_int<L::TOTAL_BITS> rest = wide << low.to_int();
    if (scale[PLACE_BITS + 1]) {
      if (scale[PLACE_BITS]) total -= rest;
      else total += rest;
    }
    return total;
  }
};

// Activation code of an accumulator.
template <class L>
ap_uint<L::OUTPUT_BITS> activate_line(ap_int<L::ACC_BITS> sum,
                                      typename rom<L::SCALE_BITS>::word scale,
                                      typename rom<L::BIAS_BITS>::number bias) {
#pragma HLS INLINE
  const ap_int<L::TOTAL_BITS> total =
      line_product<L, L::TWO_HOT>::of(sum, ap_uint<L::SCALE_BITS>(scale)) + ap_int<L::BIAS_BITS>(bias);
  const ap_int<L::TOTAL_BITS - L::SHIFT> level = total >> L::SHIFT;
  if (level < L::OUTPUT_MIN) return ap_int<L::OUTPUT_BITS + 1>(L::OUTPUT_MIN);
  if (level > L::OUTPUT_MAX) return ap_int<L::OUTPUT_BITS + 1>(L::OUTPUT_MAX);
  return level;
}

#endif
`;
