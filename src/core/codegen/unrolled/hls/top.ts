import { cellName } from '../../../precision';
import { banner } from '../../hls/text';
import type { LayerPlan, Plan } from '../../plan';
import { paceOf } from '../pace';
import { reuseFactorOf } from '../weights';

/** Images that can be between input and output at once, beyond those that the estimate's latency holds. */
const SPARE_IMAGES = 32;

/** `bitscape_top.cpp` of the unrolled style: layers with arrays between them, whose elements are all there at once. */
export function topSource(plan: Plan, origin: string): string {
  const { layers, shape, request, input } = plan;
  const { estimate, network } = request;
  const depth = SPARE_IMAGES + Math.ceil(estimate.latencyCycles / paceOf(plan));
  const last = layers[layers.length - 1];
  return `${banner('//', `${shape}, ${cellName(network.precision)}, unrolled.`, origin)}//
// Every call handles one image. In hardware the layers run side by side on successive images.
// Estimate: one image every ${estimate.ii} cycles, ${Math.floor(estimate.fps)} images per second at ${estimate.clockMhz} MHz.
// The input stream takes ${input.words} cycles per image${input.words > estimate.ii ? ', more than that: it sets the pace' : ''}.
#include "bitscape_top.h"

#include "dense.h"
#include "label_select.h"
${layers.map(({ name }) => `#include "${name}.h"`).join('\n')}

void bitscape_top(hls::stream<input_beat> &s_axis, hls::stream<class_beat> &m_axis) {
#pragma HLS INTERFACE axis port=s_axis
#pragma HLS INTERFACE axis port=m_axis
#pragma HLS INTERFACE ap_ctrl_none port=return
#pragma HLS DATAFLOW

${[
  stream('last', '1', depth),
  stream('pixels', 'Input::GROUP * Input::BITS', 2),
  array('image', 'Input::BITS', 'Input::PIXELS'),
  ...layers
    .slice(0, -1)
    .map(({ name, struct }) => array(`${name}_out`, `${struct}::OUTPUT_BITS`, `${struct}::UNITS`)),
  stream('sums', `${last.struct}::UNITS * ${last.struct}::ACC_BITS`, 2),
  stream('classes', '32', depth),
].join('\n')}

  read_image(s_axis, pixels, last);
  whole_image(pixels, image);
${layers.map((layer, i) => `  ${call(layer, i > 0 ? `${layers[i - 1].name}_out` : 'image')};`).join('\n')}
  label_select<${last.struct}>(sums, classes, ${last.name}_scale, ${last.name}_bias);
  write_class(classes, last, m_axis);
}
`;
}

const stream = (name: string, bits: string, depth: number): string =>
  `  hls::stream<ap_uint<${bits}> > ${name}("${name}");\n#pragma HLS STREAM variable=${name} depth=${depth}`;

const array = (name: string, bits: string, length: string): string =>
  `  ap_uint<${bits}> ${name}[${length}];\n#pragma HLS ARRAY_PARTITION variable=${name} complete dim=0`;

function call(layer: LayerPlan, from: string): string {
  const { name, struct, output, activation } = layer;
  const unit = reuseFactorOf(layer) === 1 ? 'dense' : 'dense_shared';
  if (output && activation.lines)
    return `${unit}_lines<${struct}>(${from}, ${name}_out, ${name}_weights, ${name}_scales, ${name}_biases)`;
  return output
    ? `${unit}<${struct}>(${from}, ${name}_out, ${name}_weights, ${name}_thresholds)`
    : `${unit}_sums<${struct}>(${from}, sums, ${name}_weights)`;
}
