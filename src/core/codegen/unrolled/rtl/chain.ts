import type { Regrouping, Stream } from '../../hls/streams';
import type { Plan } from '../../plan';
import { classesAtOnce, ENDS, type Unit, type UnitKind } from '../../rtl/chain';
import { indexBits } from '../../rtl/verilog';
import { type LayerShape, shapeOf } from './layer-shape';

/** The units of an unrolled network, its layers, and the stream of packet-end flags past them. */
export interface UnrolledChain {
  units: Unit[];
  shapes: LayerShape[];
  ends: Stream;
  /** Bits of an image as it enters the first layer. */
  imageBits: number;
}

/** A unit and the stream that it fills. */
interface Step {
  kind: UnitKind;
  to: Stream | null;
  cycles: number;
}

/** Words of a FIFO at an end of the chain; elsewhere units are joined by wires. */
const END_DEPTH = 2;
const WIRES = 0;

/** Steps of the label select, and room in the FIFOs at the ends: images that can be there besides those in the layers. */
const SELECT_STEPS = 3;
const END_IMAGES = 3 * END_DEPTH + 1;

/**
 * The chain: the words of an image gather, the layers follow each other directly, each standing still while the one behind
 * is not ready; FIFOs at the input, before the choice of the class and behind it.
 */
export function unrolledChain(plan: Plan): UnrolledChain {
  const { input, layers, classes } = plan;
  const shapes = layers.map(shapeOf);
  const group = input.group * input.codeBits;
  const pixels = stream('pixels', group, input.words, END_DEPTH);
  const imageBits = group * input.words;
  const image = stream('image', imageBits, 1, WIRES);
  const gathers = input.words > 1;
  const [last] = shapes.slice(-1);
  const sums = stream('sums', classes * last.accumulatorBits, 1, END_DEPTH);
  const outputs = shapes.map(({ layer }) =>
    layer.output
      ? stream(`${layer.name}_out`, layer.integer.stage.units * layer.output.bits, 1, WIRES)
      : sums,
  );
  const atOnce = classesAtOnce(plan);
  const rounds = classes / atOnce;
  const round = stream('round', atOnce * last.accumulatorBits, rounds, WIRES);
  const line: Step[] = [
    { kind: { kind: 'input' }, to: pixels, cycles: input.words },
    ...optional(gathers, { kind: adapter(true, group, input.words), to: image, cycles: input.words }),
    ...shapes.map(
      ({ layer, reuse }, i): Step => ({ kind: { kind: 'layer', layer }, to: outputs[i], cycles: reuse }),
    ),
    ...optional(rounds > 1, { kind: adapter(false, round.width, rounds), to: round, cycles: rounds }),
    {
      kind: { kind: 'select', atOnce },
      to: stream('class', indexBits(classes), 1, END_DEPTH),
      cycles: rounds,
    },
    { kind: { kind: 'output' }, to: null, cycles: 1 },
  ];
  const units = line.map(({ kind, to, cycles }, i) => ({
    ...kind,
    from: line[i - 1]?.to ?? null,
    to,
    cycles,
  }));
  const steps = shapes.reduce((sum, shape) => sum + shape.steps, 0);
  const depth = Math.max(ENDS.depth, steps + SELECT_STEPS + END_IMAGES);
  return { units, shapes, ends: { ...ENDS, depth }, imageBits };
}

const optional = (wanted: boolean, step: Step): Step[] => (wanted ? [step] : []);

const stream = (name: string, width: number, words: number, depth: number): Stream => ({
  name,
  bits: String(width),
  width,
  words,
  depth,
});

function adapter(joins: boolean, bits: number, factor: number): UnitKind {
  const regroups: Regrouping = {
    joins,
    bits,
    factor,
    inWords: joins ? factor : 1,
    outWords: joins ? 1 : factor,
  };
  return { kind: 'adapter', regroups };
}
