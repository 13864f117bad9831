import type { Plan } from '../plan';
import { ACTIVATE_CPP } from './activate';
import { productCpp, shiftAddInclude } from './shift-add';

/** A parameter that a hidden layer's activation takes, and the pragmas that partition it. */
interface Table {
  parameter: string;
  pragmas: string;
}

const partitioned = (name: string, ...dimensions: number[]): string =>
  dimensions.map((dim) => `#pragma HLS ARRAY_PARTITION variable=${name} complete dim=${dim}\n`).join('');

const THRESHOLD_TABLES: readonly Table[] = [
  {
    parameter: 'const typename rom<L::ACC_BITS>::number thresholds[L::PE][L::NEURON_FOLDS][L::THRESHOLDS]',
    pragmas: partitioned('thresholds', 1, 3),
  },
];

const LINE_TABLES: readonly Table[] = [
  {
    parameter: 'const typename rom<L::SCALE_BITS>::word scales[L::PE][L::NEURON_FOLDS]',
    pragmas: partitioned('scales', 1),
  },
  {
    parameter: 'const typename rom<L::BIAS_BITS>::number biases[L::PE][L::NEURON_FOLDS]',
    pragmas: partitioned('biases', 1),
  },
];

/** `mvau.h`: the folded matrix-vector-activation unit, the same for every layer (FINN's MVAU). */
export const mvauHeader = ({ layers, shiftAdd }: Pick<Plan, 'layers' | 'shiftAdd'>): string => {
  const lines = layers.some(({ activation }) => activation.lines);
  return `// Folded matrix-vector-activation unit: every cycle, PE neurons take SIMD inputs each.
//
// A template argument L is the struct of a layer (mvau0.h ...). A hidden layer ends in thresholds: its output
// level is the number of thresholds that the accumulator reaches. The last layer hands on its accumulators.
${lines ? '// A hidden layer of mvau_lines has a line per neuron instead (lines.h).\n' : ''}//
// With bipolar weights and inputs a product is an XNOR. The accumulator starts at -FAN_IN and counts 2 for
// each agreement, so it ends at the sum of -1s and +1s, and thresholds need no conversion to counts. Padding
// adds nothing: its weight bit is 1 and its input bit is 0. In all other layers padding multiplies a 0.
//
// A vector of inputs gives a vector of outputs. A dense layer has one per image, a convolution one for
// each pixel of its output; its inputs are the windows of sliding_window.h.
#ifndef BITSCAPE_MVAU_H
#define BITSCAPE_MVAU_H

#include "types.h"
${lines ? '#include "lines.h"\n' : ''}${shiftAddInclude(shiftAdd)}
// What a weight bit field stands for: a two's complement number. (Bipolar bits are handled in multiply.)
template <class L>
ap_int<L::WEIGHT_BITS> weight_number(ap_uint<L::WEIGHT_BITS> field) {
#pragma HLS INLINE
  return ap_int<L::WEIGHT_BITS>(field);
}

// What an input code stands for: an unsigned or a two's complement number.
template <class L>
ap_int<L::INPUT_BITS + 1> input_number(ap_uint<L::INPUT_BITS> field) {
#pragma HLS INLINE
  if (L::INPUT_SIGNED) return ap_int<L::INPUT_BITS>(field);
  return field;
}

// One product. A bipolar operand only selects a sign.
template <class L>
ap_int<L::PRODUCT_BITS> multiply(ap_uint<L::WEIGHT_BITS> weight, ap_uint<L::INPUT_BITS> input) {
#pragma HLS INLINE
  if (L::XNOR) return weight == input ? 2 : 0;
  const ap_int<L::WEIGHT_BITS> w = weight_number<L>(weight);
  const ap_int<L::INPUT_BITS + 1> x = input_number<L>(input);
  if (L::WEIGHT_BIPOLAR) {
    if (weight[0]) return x;
    return -x;
  }
  if (L::INPUT_BIPOLAR) {
    if (input[0]) return w;
    return -w;
  }
  return ${productCpp(shiftAdd, 'L::PRODUCT_BITS', 'w', 'x')};
}

// Sum of SIMD products.
template <class L>
ap_int<L::DOT_BITS> dot(ap_uint<L::SIMD * L::WEIGHT_BITS> weights, ap_uint<L::SIMD * L::INPUT_BITS> inputs) {
#pragma HLS INLINE
  ap_int<L::DOT_BITS> sum = 0;
  for (int s = 0; s < L::SIMD; s++) {
#pragma HLS UNROLL
    const ap_uint<L::WEIGHT_BITS> weight = weights.range((s + 1) * L::WEIGHT_BITS - 1, s * L::WEIGHT_BITS);
    const ap_uint<L::INPUT_BITS> input = inputs.range((s + 1) * L::INPUT_BITS - 1, s * L::INPUT_BITS);
    sum += multiply<L>(weight, input);
  }
  return sum;
}

// The weight word of one PE and fold, put together from its lanes.
template <class L>
ap_uint<L::SIMD * L::WEIGHT_BITS> weight_word(
    const typename rom<L::LANE_BITS>::word weights[L::LANES][L::FOLDS], int fold) {
#pragma HLS INLINE
  ap_uint<L::SIMD * L::WEIGHT_BITS> word = 0;
  for (int lane = 0; lane < L::LANES; lane++) {
#pragma HLS UNROLL
    const int low = lane * L::LANE_BITS;
    const int end = low + L::LANE_BITS;
    const int high = (end < L::SIMD * L::WEIGHT_BITS ? end : L::SIMD * L::WEIGHT_BITS) - 1;
    word.range(high, low) = ap_uint<L::LANE_BITS>(weights[lane][fold]);
  }
  return word;
}

// Adds the products of one fold to the accumulators, which restart at the first synapse fold.
template <class L>
void accumulate(const typename rom<L::LANE_BITS>::word weights[L::PE][L::LANES][L::FOLDS], int fold,
                bool first, ap_uint<L::SIMD * L::INPUT_BITS> inputs, ap_int<L::ACC_BITS> sums[L::PE]) {
#pragma HLS INLINE
  for (int pe = 0; pe < L::PE; pe++) {
#pragma HLS UNROLL
    const ap_int<L::ACC_BITS> before = first ? ap_int<L::ACC_BITS>(L::ACC_START) : sums[pe];
    sums[pe] = before + dot<L>(weight_word<L>(weights[pe], fold), inputs);
  }
}

// Inputs of a synapse fold: read in the first neuron fold, kept for the others.
template <class L>
ap_uint<L::SIMD * L::INPUT_BITS> input_word(hls::stream<ap_uint<L::SIMD * L::INPUT_BITS> > &in,
                                            ap_uint<L::SIMD * L::INPUT_BITS> kept[L::SYNAPSE_FOLDS],
                                            int neuron_fold, int synapse_fold) {
#pragma HLS INLINE
  if (neuron_fold > 0) return kept[synapse_fold];
  const ap_uint<L::SIMD * L::INPUT_BITS> word = in.read();
  kept[synapse_fold] = word;
  return word;
}

${ACTIVATE_CPP}
${hiddenLayer('mvau', THRESHOLD_TABLES, 'activate<L>(sums[pe], thresholds[pe][neuron_fold])')}${
  lines
    ? hiddenLayer(
        'mvau_lines',
        LINE_TABLES,
        'activate_line<L>(sums[pe], scales[pe][neuron_fold], biases[pe][neuron_fold])',
      )
    : ''
}// Last layer, dense: one image's inputs in, its accumulators out, PE at a time.
template <class L>
void mvau_accumulators(hls::stream<ap_uint<L::SIMD * L::INPUT_BITS> > &in,
                       hls::stream<ap_uint<L::PE * L::ACC_BITS> > &out,
                       const typename rom<L::LANE_BITS>::word weights[L::PE][L::LANES][L::FOLDS]) {
#pragma HLS ARRAY_PARTITION variable=weights complete dim=1
#pragma HLS ARRAY_PARTITION variable=weights complete dim=2
  ap_uint<L::SIMD * L::INPUT_BITS> kept[L::SYNAPSE_FOLDS];
#pragma HLS ARRAY_PARTITION variable=kept complete dim=1
  ap_int<L::ACC_BITS> sums[L::PE];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=1

  int neuron_fold = 0;
  int synapse_fold = 0;
  for (int fold = 0; fold < L::FOLDS; fold++) {
#pragma HLS PIPELINE II=1
    const ap_uint<L::SIMD * L::INPUT_BITS> inputs = input_word<L>(in, kept, neuron_fold, synapse_fold);
    accumulate<L>(weights, fold, synapse_fold == 0, inputs, sums);
    if (synapse_fold == L::SYNAPSE_FOLDS - 1) {
      ap_uint<L::PE * L::ACC_BITS> word = 0;
      for (int pe = 0; pe < L::PE; pe++) {
#pragma HLS UNROLL
        word.range((pe + 1) * L::ACC_BITS - 1, pe * L::ACC_BITS) = sums[pe];
      }
      out.write(word);
      synapse_fold = 0;
      neuron_fold++;
    } else {
      synapse_fold++;
    }
  }
}

#endif
`;
};

const hiddenLayer = (
  name: string,
  tables: readonly Table[],
  activate: string,
): string => `// Hidden layer: the inputs of an image's vectors in, their activation codes out, PE at a time.
template <class L>
void ${name}(hls::stream<ap_uint<L::SIMD * L::INPUT_BITS> > &in,
          hls::stream<ap_uint<L::PE * L::OUTPUT_BITS> > &out,
          const typename rom<L::LANE_BITS>::word weights[L::PE][L::LANES][L::FOLDS],
${tables.map(({ parameter }) => `          ${parameter}`).join(',\n')}) {
#pragma HLS ARRAY_PARTITION variable=weights complete dim=1
#pragma HLS ARRAY_PARTITION variable=weights complete dim=2
${tables.map(({ pragmas }) => pragmas).join('')}  ap_uint<L::SIMD * L::INPUT_BITS> kept[L::SYNAPSE_FOLDS];
#pragma HLS ARRAY_PARTITION variable=kept complete dim=1
  ap_int<L::ACC_BITS> sums[L::PE];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=1

  int fold = 0;
  int neuron_fold = 0;
  int synapse_fold = 0;
  for (int step = 0; step < L::VECTORS * L::FOLDS; step++) {
#pragma HLS PIPELINE II=1
    const ap_uint<L::SIMD * L::INPUT_BITS> inputs = input_word<L>(in, kept, neuron_fold, synapse_fold);
    accumulate<L>(weights, fold, synapse_fold == 0, inputs, sums);
    fold = fold == L::FOLDS - 1 ? 0 : fold + 1;
    if (synapse_fold == L::SYNAPSE_FOLDS - 1) {
      ap_uint<L::PE * L::OUTPUT_BITS> codes = 0;
      for (int pe = 0; pe < L::PE; pe++) {
#pragma HLS UNROLL
        codes.range((pe + 1) * L::OUTPUT_BITS - 1, pe * L::OUTPUT_BITS) =
            ${activate};
      }
      out.write(codes);
      synapse_fold = 0;
      neuron_fold = neuron_fold == L::NEURON_FOLDS - 1 ? 0 : neuron_fold + 1;
    } else {
      synapse_fold++;
    }
  }
}

`;
