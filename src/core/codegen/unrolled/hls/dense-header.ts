import { ACTIVATE_CPP } from '../../hls/activate';
import { productCpp, shiftAddInclude } from '../../hls/shift-add';
import type { Plan } from '../../plan';

/** How a hidden layer activates: what its units' names end in, the parameters of its tables, and the code of neuron n. */
interface Activation {
  suffix: string;
  parameters: readonly string[];
  tables: readonly string[];
  code: string;
}

const THRESHOLDS: Activation = {
  suffix: '',
  parameters: ['const typename rom<L::ACC_BITS>::number thresholds[L::UNITS][L::THRESHOLDS]'],
  tables: ['thresholds'],
  code: 'activate<L>(sums[n], thresholds[n])',
};

const LINES: Activation = {
  suffix: '_lines',
  parameters: [
    'const typename rom<L::SCALE_BITS>::word scales[L::UNITS]',
    'const typename rom<L::BIAS_BITS>::number biases[L::UNITS]',
  ],
  tables: ['scales', 'biases'],
  code: 'activate_line<L>(sums[n], scales[n], biases[n])',
};

const listed = ({ parameters }: Activation, indent: string): string =>
  parameters.map((parameter) => `${indent}${parameter}`).join(',\n');

const partitioned = ({ tables }: Activation): string =>
  tables.map((table) => `#pragma HLS ARRAY_PARTITION variable=${table} complete dim=0\n`).join('');

/** `dense.h`: the unrolled layer, the same for every layer (hls4ml's io_parallel). */
export const denseHeader = ({ layers, shiftAdd }: Pick<Plan, 'layers' | 'shiftAdd'>): string => {
  const lines = layers.some(({ activation }) => activation.lines);
  return `// Unrolled dense layer: all inputs of an image at once, a product for every weight.
//
// A template argument L is the struct of a layer (mvau0.h ...). A hidden layer ends in thresholds: its output
// level is the number of thresholds that the accumulator reaches. The last layer hands on its accumulators.
${lines ? '// Units that end in _lines have a line per neuron instead (lines.h).\n' : ''}//
// With reuse factor 1 (dense) weights are constants, and one of 0 makes no hardware. With a larger one
// (dense_shared) a multiplier takes REUSE inputs of a neuron one after the other: input lane * REUSE + phase
// in each phase. The weights of a phase are one word of a memory.
//
// With bipolar weights and inputs a product is an XNOR. The accumulator starts at -FAN_IN and counts 2 for
// each agreement, so it ends at the sum of -1s and +1s.
#ifndef BITSCAPE_DENSE_H
#define BITSCAPE_DENSE_H

#include "types.h"

#include "axi_ports.h"
${lines ? '#include "lines.h"\n' : ''}${shiftAddInclude(shiftAdd)}
// The words of an image, side by side.
inline void whole_image(hls::stream<ap_uint<Input::GROUP * Input::BITS> > &in,
                        ap_uint<Input::BITS> image[Input::PIXELS]) {
#pragma HLS INLINE off
  for (int i = 0; i < Input::WORDS; i++) {
#pragma HLS PIPELINE II=1 rewind
    const ap_uint<Input::GROUP * Input::BITS> word = in.read();
    for (int c = 0; c < Input::GROUP; c++) {
#pragma HLS UNROLL
      if (i * Input::GROUP + c < Input::PIXELS) {
        image[i * Input::GROUP + c] = word.range((c + 1) * Input::BITS - 1, c * Input::BITS);
      }
    }
  }
}

// What an input code stands for: an unsigned or a two's complement number.
template <class L>
ap_int<L::INPUT_BITS + 1> input_number(ap_uint<L::INPUT_BITS> code) {
#pragma HLS INLINE
  if (L::INPUT_SIGNED) return ap_int<L::INPUT_BITS>(code);
  return code;
}

// One product. A bipolar input only selects a sign; of bipolar weights too it counts 2 for an agreement.
template <class L>
ap_int<L::PRODUCT_BITS> product(ap_int<L::NUMBER_BITS> weight, ap_uint<L::INPUT_BITS> code) {
#pragma HLS INLINE
  if (L::XNOR) return (weight > 0) == (code == 1) ? 2 : 0;
  if (L::INPUT_BIPOLAR) {
    if (code[0]) return weight;
    return -weight;
  }
  return ${productCpp(shiftAdd, 'L::PRODUCT_BITS', 'weight', 'input_number<L>(code)')};
}

${ACTIVATE_CPP}
// All accumulators of a layer, with a product for every weight.
template <class L>
void accumulate(const ap_uint<L::INPUT_BITS> inputs[L::FAN_IN],
                const typename rom<L::NUMBER_BITS>::number weights[L::UNITS][L::FAN_IN],
                ap_int<L::ACC_BITS> sums[L::UNITS]) {
#pragma HLS INLINE
  for (int n = 0; n < L::UNITS; n++) {
#pragma HLS UNROLL
    ap_int<L::ACC_BITS> sum = L::ACC_START;
    for (int i = 0; i < L::FAN_IN; i++) {
#pragma HLS UNROLL
      sum += product<L>(weights[n][i], inputs[i]);
    }
    sums[n] = sum;
  }
}

// Adds the products of a phase to the accumulators, which start with the first one.
template <class L>
void accumulate_phase(int phase, const ap_uint<L::INPUT_BITS> inputs[L::FAN_IN],
                      const typename rom<L::NUMBER_BITS>::number weights[L::UNITS * L::LANES],
                      ap_int<L::ACC_BITS> sums[L::UNITS]) {
#pragma HLS INLINE
  for (int n = 0; n < L::UNITS; n++) {
#pragma HLS UNROLL
    ap_int<L::ACC_BITS> sum = phase == 0 ? ap_int<L::ACC_BITS>(L::ACC_START) : sums[n];
    for (int lane = 0; lane < L::LANES; lane++) {
#pragma HLS UNROLL
      const int input = lane * L::REUSE + phase;
      if (input < L::FAN_IN) sum += product<L>(weights[n * L::LANES + lane], inputs[input]);
    }
    sums[n] = sum;
  }
}

// The accumulators of the last layer as one word.
template <class L>
void write_sums(const ap_int<L::ACC_BITS> sums[L::UNITS],
                hls::stream<ap_uint<L::UNITS * L::ACC_BITS> > &out) {
#pragma HLS INLINE
  ap_uint<L::UNITS * L::ACC_BITS> word = 0;
  for (int n = 0; n < L::UNITS; n++) {
#pragma HLS UNROLL
    word.range((n + 1) * L::ACC_BITS - 1, n * L::ACC_BITS) = sums[n];
  }
  out.write(word);
}

${denseLayer(THRESHOLDS)}${lines ? denseLayer(LINES) : ''}// Last layer with reuse factor 1.
template <class L>
void dense_sums(const ap_uint<L::INPUT_BITS> inputs[L::FAN_IN],
                hls::stream<ap_uint<L::UNITS * L::ACC_BITS> > &out,
                const typename rom<L::NUMBER_BITS>::number weights[L::UNITS][L::FAN_IN]) {
#pragma HLS PIPELINE II=1
#pragma HLS ARRAY_PARTITION variable=weights complete dim=0
  ap_int<L::ACC_BITS> sums[L::UNITS];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0
  accumulate<L>(inputs, weights, sums);
  write_sums<L>(sums, out);
}

${sharedLayer(THRESHOLDS)}${lines ? sharedLayer(LINES) : ''}// Last layer with a reuse factor above 1.
template <class L>
void dense_shared_sums(const ap_uint<L::INPUT_BITS> inputs[L::FAN_IN],
                       hls::stream<ap_uint<L::UNITS * L::ACC_BITS> > &out,
                       const typename rom<L::NUMBER_BITS>::number weights[L::REUSE][L::UNITS * L::LANES]) {
#pragma HLS ARRAY_RESHAPE variable=weights complete dim=2
  ap_int<L::ACC_BITS> sums[L::UNITS];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0
  for (int phase = 0; phase < L::REUSE; phase++) {
#pragma HLS PIPELINE II=1 rewind
    accumulate_phase<L>(phase, inputs, weights[phase], sums);
    if (phase == L::REUSE - 1) write_sums<L>(sums, out);
  }
}

#endif
`;
};

const denseLayer = (activation: Activation): string => `// Hidden layer with reuse factor 1.
template <class L>
void dense${activation.suffix}(const ap_uint<L::INPUT_BITS> inputs[L::FAN_IN], ap_uint<L::OUTPUT_BITS> outputs[L::UNITS],
           const typename rom<L::NUMBER_BITS>::number weights[L::UNITS][L::FAN_IN],
${listed(activation, '           ')}) {
#pragma HLS PIPELINE II=1
#pragma HLS ARRAY_PARTITION variable=weights complete dim=0
${partitioned(activation)}  ap_int<L::ACC_BITS> sums[L::UNITS];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0
  accumulate<L>(inputs, weights, sums);
  for (int n = 0; n < L::UNITS; n++) {
#pragma HLS UNROLL
    outputs[n] = ${activation.code};
  }
}

`;

const sharedLayer = (
  activation: Activation,
): string => `// Hidden layer with a reuse factor above 1: a phase per cycle.
template <class L>
void dense_shared${activation.suffix}(const ap_uint<L::INPUT_BITS> inputs[L::FAN_IN],${activation.suffix && '\n                 '} ap_uint<L::OUTPUT_BITS> outputs[L::UNITS],
                  const typename rom<L::NUMBER_BITS>::number weights[L::REUSE][L::UNITS * L::LANES],
${listed(activation, '                  ')}) {
#pragma HLS ARRAY_RESHAPE variable=weights complete dim=2
${partitioned(activation)}  ap_int<L::ACC_BITS> sums[L::UNITS];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=0
  for (int phase = 0; phase < L::REUSE; phase++) {
#pragma HLS PIPELINE II=1 rewind
    accumulate_phase<L>(phase, inputs, weights[phase], sums);
    if (phase == L::REUSE - 1) {
      for (int n = 0; n < L::UNITS; n++) {
#pragma HLS UNROLL
        outputs[n] = ${activation.code};
      }
    }
  }
}

`;
