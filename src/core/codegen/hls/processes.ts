import { type Plan, WIDEST_WORD } from '../plan';

/** A FIFO between two processes of the dataflow region. */
export interface Stream {
  name: string;
  /** C++ constant expression of its width in bits. */
  bits: string;
  /** FIFO depth in words: what its producer emits for one image, so that no unit waits for another within one. */
  depth: number;
}

/** A process of the dataflow region: the C++ call, and the stream that it fills. */
export interface Process {
  call: string;
  output: Stream | null;
}

/** Where elements come from or go to: `group` elements of `bits` bits in each of `words` words per image. */
interface Side {
  group: number;
  words: number;
}

/** Images that can be between the first and the last process at once; each leaves one flag in the FIFO. */
const FLAG_DEPTH = 32;

const streamOf = (name: string, bits: number | string, words: number): Stream => ({
  name,
  bits: String(bits),
  depth: Math.max(2, words),
});

/** The processes of the top function in order, each reading the stream that the previous one fills. */
export function processesOf(plan: Plan): Process[] {
  const { input, layers } = plan;
  const pixels = streamOf('pixels', 'Input::GROUP * Input::BITS', input.words);
  const processes: Process[] = [{ call: 'read_image(s_axis, pixels, last)', output: pixels }];
  let from: Side = { group: input.group, words: input.words };
  let filled = pixels;
  for (const layer of layers) {
    const { name, struct, folding } = layer;
    const to: Side = { group: folding.simd, words: layer.synapseFolds };
    const adapters = adaptersOf(filled, from, to, layer.input.bits, name, plan.request.estimate.ii);
    processes.push(...adapters);
    filled = adapters.at(-1)?.output ?? filled;
    const output = streamOf(`${name}_out`, `${struct}::PE * ${struct}::OUTPUT_BITS`, layer.neuronFolds);
    const call = layer.output
      ? `mvau<${struct}>(${filled.name}, ${output.name}, ${name}_weights, ${name}_thresholds)`
      : `mvau_accumulators<${struct}>(${filled.name}, ${output.name}, ${name}_weights)`;
    processes.push({ call, output });
    from = { group: folding.pe, words: layer.neuronFolds };
    filled = output;
  }
  const { name, struct } = layers.at(-1)!;
  const classes = streamOf('classes', 32, FLAG_DEPTH);
  processes.push(
    {
      call: `label_select<${struct}>(${filled.name}, classes, ${name}_scale, ${name}_bias)`,
      output: classes,
    },
    { call: 'write_class(classes, last, m_axis)', output: null },
  );
  return processes;
}

/** The stream of packet-end flags, from the first process to the last. */
export const FLAG_STREAM: Stream = { name: 'last', bits: '1', depth: FLAG_DEPTH };

/** Adapters from one grouping of elements to another: none, one, or two where neither group divides the other. */
function adaptersOf(source: Stream, from: Side, to: Side, bits: number, name: string, ii: number): Process[] {
  if (from.group === to.group && from.words === to.words) return [];
  const into = streamOf(`${name}_in`, to.group * bits, to.words);
  if (to.group % from.group === 0) return [widen(source, into, from, to, bits)];
  if (from.group % to.group === 0) return [narrow(source, into, from, to, bits)];
  const between = meetingPoint(from, to, bits, ii);
  const middle = streamOf(`${name}_regroup`, between.group * bits, between.words);
  return between.group > from.group
    ? [widen(source, middle, from, between, bits), narrow(middle, into, between, to, bits)]
    : [narrow(source, middle, from, between, bits), widen(middle, into, between, to, bits)];
}

/**
 * The grouping in between: the greatest common divisor of both, cheap, where one such word per cycle keeps up
 * with the network's initiation interval; else the least common multiple (as FINN's width converter does), if
 * the tools allow a word that wide.
 */
function meetingPoint(from: Side, to: Side, bits: number, ii: number): Side {
  const common = gcd(from.group, to.group);
  const elements = Math.max(from.group * from.words, to.group * to.words);
  const multiple = (from.group / common) * to.group;
  const small = { group: common, words: (from.group * from.words) / common };
  if (small.words <= ii || multiple * bits > WIDEST_WORD) return small;
  return { group: multiple, words: Math.ceil(elements / multiple) };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const widen = (source: Stream, into: Stream, from: Side, to: Side, bits: number): Process => ({
  call: `widen<${from.group * bits}, ${to.group / from.group}, ${from.words}, ${to.words}>(${source.name}, ${into.name})`,
  output: into,
});

const narrow = (source: Stream, into: Stream, from: Side, to: Side, bits: number): Process => ({
  call: `narrow<${to.group * bits}, ${from.group / to.group}, ${from.words}, ${to.words}>(${source.name}, ${into.name})`,
  output: into,
});
