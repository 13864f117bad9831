import type { Plan } from './plan';
import { rtlFileRows } from './rtl/readme';

/** Rows of the README's table of files for `hls/`, `golden/` and `rtl/`. */
export const sourceRows = (plan: Plan): string =>
  plan.style === 'folded'
    ? `${foldedHls(plan)}${arithmeticRows(plan)}${COMMON_HLS}${rtlFileRows(plan)}`
    : `${unrolledHls(plan)}${arithmeticRows(plan)}${COMMON_HLS}${unrolledRtl(plan)}`;

const layersOf = ({ layers }: Plan, ending: string): string =>
  `\`${layers[0].name}${ending}\` ... \`${layers[layers.length - 1].name}${ending}\``;

function foldedHls(plan: Plan): string {
  const { layers } = plan;
  const windows = layers.some(({ window }) => window);
  const pools = layers.some(({ pool }) => pool);
  return `| \`hls/bitscape_top.cpp\` | the pipeline: one process per layer, FIFOs between them |
| \`hls/mvau.h\` | the folded matrix-vector-activation unit, the same for every layer |
| in \`hls/\`: ${layersOf(plan, '.h')} | folding, widths, weights and thresholds of each layer |
${windows ? '| `hls/sliding_window.h` | the windows of a map, in front of the convolutions |\n' : ''}${pools ? '| `hls/max_pool.h` | max-pool, behind the convolutions that have one |\n' : ''}| \`hls/width_adapter.h\` | between a layer's PE outputs and the next layer's SIMD inputs |
`;
}

const arithmeticRows = ({ layers, shiftAdd }: Plan): string =>
  (layers.some(({ activation }) => activation.lines)
    ? '| `hls/lines.h` | activation by a line per neuron instead of thresholds |\n'
    : '') + (shiftAdd ? '| `hls/shift_add.h` | products by shifts and adds |\n' : '');

const COMMON_HLS = `| \`hls/label_select.h\` | scores and the class |
| \`hls/axi_ports.h\` | AXI4-Stream beats to pixel codes, classes to beats |
| \`hls/tb.cpp\`, \`golden/\` | self-checking test bench; images, classes, scores and labels, one line per image |
| \`hls/include/\` | small stand-ins of ap_int.h, hls_stream.h and ap_axi_sdata.h for plain C++ compilers |
`;

const unrolledHls = (
  plan: Plan,
): string => `| \`hls/bitscape_top.cpp\` | the pipeline: one process per layer, all elements of a vector at once between them |
| \`hls/dense.h\` | the unrolled layer, and the one whose multipliers several weights share, the same for every layer |
| in \`hls/\`: ${layersOf(plan, '.h')} | reuse factor, widths, weights and thresholds of each layer |
`;

const unrolledRtl = (
  plan: Plan,
): string => `| \`rtl/bitscape_top.v\` | the same pipeline in Verilog: \`aclk\`, \`aresetn\` (active low), \`s_axis\`, \`m_axis\` |
| in \`rtl/\`: ${layersOf(plan, '.v')} | each layer, its weights and thresholds in its logic |
| \`rtl/activation.v\`, \`fifo.v\`, ... | its units, the same in every export; plain Verilog, no vendor primitive |
| \`rtl/tb.v\`, \`rtl/lint.vlt\` | self-checking test bench for Icarus Verilog and Verilator; what lint lets pass, and why |
`;
