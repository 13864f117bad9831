import { productCpp, shiftAddInclude } from './shift-add';

/** `label_select.h`: scores of the last layer and the class with the highest one. */
export const labelSelectHeader = (
  shiftAdd: boolean,
): string => `// Scores and their argmax: the class of an image; the lowest class wins a tie.
#ifndef BITSCAPE_LABEL_SELECT_H
#define BITSCAPE_LABEL_SELECT_H

#include "types.h"
${shiftAddInclude(shiftAdd)}
#ifndef __SYNTHESIS__
#include <vector>
// For the test bench only: the scores that the C model computes, image after image.
inline std::vector<long long> &score_log() {
  static std::vector<long long> log;
  return log;
}
#endif

template <class L>
void label_select(hls::stream<ap_uint<L::PE * L::ACC_BITS> > &in, hls::stream<ap_uint<32> > &out,
                  const typename rom<L::SCALE_BITS>::number scale[L::PE][L::NEURON_FOLDS],
                  const typename rom<L::BIAS_BITS>::number bias[L::PE][L::NEURON_FOLDS]) {
#pragma HLS ARRAY_PARTITION variable=scale complete dim=1
#pragma HLS ARRAY_PARTITION variable=bias complete dim=1
  ap_int<L::SCORE_BITS> best = 0;
  ap_uint<32> label = 0;
  for (int fold = 0; fold < L::NEURON_FOLDS; fold++) {
#pragma HLS PIPELINE II=1
    const ap_uint<L::PE * L::ACC_BITS> word = in.read();
    ap_int<L::SCORE_BITS> fold_best = 0;
    ap_uint<32> fold_label = fold * L::PE;
    for (int pe = 0; pe < L::PE; pe++) {
#pragma HLS UNROLL
      const ap_uint<L::ACC_BITS> field = word.range((pe + 1) * L::ACC_BITS - 1, pe * L::ACC_BITS);
      const ap_int<L::ACC_BITS> sum = ap_int<L::ACC_BITS>(field);
      const ap_int<L::SCORE_BITS> score =
          ${productCpp(shiftAdd, 'L::SCORE_BITS', 'ap_int<L::SCALE_BITS>(scale[pe][fold])', 'sum')} +${shiftAdd ? '\n          ' : ' '}ap_int<L::BIAS_BITS>(bias[pe][fold]);
      const int neuron = fold * L::PE + pe;
      if (neuron < L::UNITS && (pe == 0 || score > fold_best)) {
        fold_best = score;
        fold_label = neuron;
      }
#ifndef __SYNTHESIS__
      if (neuron < L::UNITS) score_log().push_back(score.to_int64());
#endif
    }
    if (fold * L::PE < L::UNITS && (fold == 0 || fold_best > best)) {
      best = fold_best;
      label = fold_label;
    }
  }
  out.write(label);
}

#endif
`;
