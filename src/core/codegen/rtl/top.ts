import { cellName } from '../../precision';
import { biasBits, scaleBits } from '../hls/layer-header';
import type { Stream } from '../hls/streams';
import { banner, wrapped } from '../hls/text';
import type { Plan } from '../plan';
import type { PoolPlan } from '../plan/pool';
import type { WindowPlan } from '../plan/window';
import { ENDS, type Unit, unitsOf } from './chain';
import { CLOCKED, type Connections, indexBits, instance, range, signedLiteral, streamPorts } from './verilog';
import { scoreBitsOf, widthsOf } from './widths';

/** `bitscape_top.v`: the layers, the FIFOs and adapters between them, and the AXI4-Stream ports. */
export const topModule = (plan: Plan, origin: string): string =>
  topOf(plan, unitsOf(plan), ENDS, 'as a pipeline of layers', FIFOS, origin);

const FIFOS = `// A FIFO stands between each two units: "<name>_put" is its input side, "<name>_get" its output side. The one before a
// layer has room for a vector, so that the next image gathers while the layer works on one.`;

/** A top of units; `remark` are comment lines on what stands between them. */
export function topOf(
  plan: Plan,
  units: readonly Unit[],
  ends: Stream,
  title: string,
  remark: string,
  origin: string,
): string {
  const { request, shape, input } = plan;
  const { estimate } = request;
  const parts = units.flatMap((unit) => [
    unitInstance(plan, unit),
    ...(unit.to ? [stream(unit.to)] : []),
    ...(unit.kind === 'input' ? [stream(ends)] : []),
  ]);
  return `${banner('//', `${shape}, ${cellName(request.network.precision)}, ${title}.`, origin)}//
${remark}
// Estimate: one image every ${estimate.ii} cycles (${estimate.bottleneck} is the slowest), ${Math.floor(estimate.fps)} images per second at ${estimate.clockMhz} MHz.
module bitscape_top (
  input  wire aclk,
  input  wire aresetn,
  input  wire ${range(input.streamBits)} s_axis_tdata,
  input  wire s_axis_tvalid,
  output wire s_axis_tready,
  input  wire s_axis_tlast,
  output wire [31:0] m_axis_tdata,
  output wire [3:0] m_axis_tkeep,
  output wire m_axis_tvalid,
  input  wire m_axis_tready,
  output wire m_axis_tlast
);
${[...units.flatMap(({ to }) => to ?? []), ends].map(nets).join('\n')}

${parts.join('\n')}endmodule
`;
}

const nets = ({ name, width }: Stream): string =>
  ['put', 'get']
    .map(
      (side) =>
        `  wire ${range(width)} ${name}_${side}_data;\n  wire ${name}_${side}_valid, ${name}_${side}_ready;`,
    )
    .join('\n');

/** The FIFO of a stream, or wires where it has no depth. */
const stream = ({ name, width, depth }: Stream): string =>
  depth === 0
    ? `  assign ${name}_get_data = ${name}_put_data;
  assign ${name}_get_valid = ${name}_put_valid;
  assign ${name}_put_ready = ${name}_get_ready;
`
    : instance(
        'fifo',
        `${name}_fifo`,
        [
          ['BITS', width],
          ['DEPTH', depth],
        ],
        [...CLOCKED, ...streamPorts('put', `${name}_put`), ...streamPorts('get', `${name}_get`)],
      );

/** The names of AXI4-Stream ports, each connected to itself. */
const axis = (prefix: string, ...signals: string[]): Connections =>
  signals.map((signal) => [`${prefix}_axis_t${signal}`, `${prefix}_axis_t${signal}`] as const);

function unitInstance(plan: Plan, unit: Unit): string {
  const into = unit.to ? streamPorts('out', `${unit.to.name}_put`) : [];
  const from = unit.from ? streamPorts('in', `${unit.from.name}_get`) : [];
  if (unit.kind === 'input') return inputPort(plan, into);
  if (unit.kind === 'layer')
    return instance(unit.layer.name, `${unit.layer.name}_unit`, [], [...CLOCKED, ...from, ...into]);
  if (unit.kind === 'windows') return windows(unit.window, unit.to!, from, into);
  if (unit.kind === 'pool') return maxPool(unit.pool, unit.to!, from, into);
  if (unit.kind === 'select') return select(plan, unit.atOnce, from, unit.to!);
  if (unit.kind === 'output') return outputPort(plan, unit.from!);
  const { joins, bits, factor, inWords, outWords } = unit.regroups;
  return instance(
    'width_adapter',
    `${unit.to!.name}_adapter`,
    [
      ['JOINS', joins ? 1 : 0],
      ['BITS', bits],
      ['FACTOR', factor],
      ['IN_WORDS', inWords],
      ['OUT_WORDS', outWords],
    ],
    [...CLOCKED, ...from, ...into],
  );
}

function windows(window: WindowPlan, to: Stream, from: Connections, into: Connections): string {
  const { map, kernel, simd, folds, bits, whole } = window;
  return instance(
    whole ? 'whole_windows' : 'sliding_window',
    `${to.name}_unit`,
    [
      ['ROWS', map.height],
      ['COLUMNS', map.width],
      ['KERNEL', kernel],
      ...(whole ? [] : [['FOLDS', folds] as const]),
      ['BITS', simd * bits],
    ],
    [...CLOCKED, ...from, ...into],
  );
}

const maxPool = (pool: PoolPlan, to: Stream, from: Connections, into: Connections): string =>
  instance(
    'max_pool',
    `${to.name}_unit`,
    [
      ['ROWS', pool.map.height],
      ['COLUMNS', pool.map.width],
      ['SIZE', pool.size],
      ['PE', pool.pe],
      ['FOLDS', pool.folds],
      ['CODE_BITS', pool.bits],
      ['SIGNED', pool.signed ? 1 : 0],
    ],
    [...CLOCKED, ...from, ...into],
  );

const inputPort = ({ input }: Plan, into: Connections): string =>
  instance(
    'axi_input',
    'input_port',
    [
      ['PIXELS', input.pixels],
      ['CODE_BITS', input.codeBits],
      ['GROUP', input.group],
      ['WORDS', input.words],
      ['STREAM_BITS', input.streamBits],
    ],
    [...CLOCKED, ...axis('s', 'data', 'valid', 'ready', 'last'), ...into, ...streamPorts('ends', 'ends_put')],
  );

const outputPort = ({ classes }: Plan, from: Stream): string =>
  instance(
    'axi_output',
    'output_port',
    [['CLASS_BITS', indexBits(classes)]],
    [
      ...streamPorts('class', `${from.name}_get`),
      ...streamPorts('ends', 'ends_get'),
      ...axis('m', 'data', 'keep', 'valid', 'ready', 'last'),
    ],
  );

function select(plan: Plan, atOnce: number, from: Connections, into: Stream): string {
  const { classes, layers } = plan;
  const last = layers[layers.length - 1];
  const rounds = classes / atOnce;
  const constants = (values: ArrayLike<number>, bits: number): string => {
    const literals = Array.from({ length: classes }, (_, i) => signedLiteral(values[classes - 1 - i], bits));
    return `{\n${wrapped(literals, '      ')}}`;
  };
  return `  // Scales and biases of the classes, the last one first.\n${instance(
    'label_select',
    'select',
    [
      ['AT_ONCE', atOnce],
      ['ROUNDS', rounds],
      ['ROUND_BITS', indexBits(rounds)],
      ['ACC_BITS', widthsOf(last).accumulator],
      ['SCALE_BITS', scaleBits(last)],
      ['BIAS_BITS', biasBits(last)],
      ['SCORE_BITS', scoreBitsOf(plan)],
      ['CLASS_BITS', indexBits(classes)],
      ['SCALES', constants(last.integer.scale, scaleBits(last))],
      ['BIASES', constants(last.integer.bias, biasBits(last))],
    ],
    [...CLOCKED, ...from, ...streamPorts('class', `${into.name}_put`)],
  )}`;
}
