import { labelPe } from '../../hardware/chain';
import { extended, type Line, regrouped } from '../hls/line';
import { FLAG_STREAM } from '../hls/processes';
import { type Process, type Regrouping, type Stream, streamOf, withRoom } from '../hls/streams';
import type { LayerPlan, Plan } from '../plan';
import { indexBits } from './verilog';
import { widthsOf } from './widths';

/** What a unit of the chain is. */
export type UnitKind =
  | { kind: 'input' }
  | { kind: 'adapter'; regroups: Regrouping }
  | { kind: 'layer'; layer: LayerPlan }
  | { kind: 'select'; atOnce: number }
  | { kind: 'output' };

/** A unit, the FIFO that it reads (none for the first one) and the FIFO that it fills (none for the last one). */
export type Unit = UnitKind & { from: Stream | null; to: Stream | null; cycles: number };

/** The stream of packet-end flags, past all layers. */
export const ENDS: Stream = { ...FLAG_STREAM, name: 'ends' };

/** A chain and what is known of each of its units. */
interface Chain {
  line: Line;
  kinds: ReadonlyMap<string, UnitKind>;
}

/**
 * The units of a network of dense layers, with a FIFO between each two. As in the estimate's chain, that before a layer
 * holds one vector, on the wider side of an adapter; others hold two words.
 */
export function unitsOf(plan: Plan): Unit[] {
  const layers = plan.layers.reduce((before, layer) => withLayer(plan, layer, before), start(plan));
  const { line, kinds } = withSelect(plan, layers);
  return [...line.processes, END].map((process, i, all) => ({
    ...kindOf(process, kinds),
    from: all[i - 1]?.output ?? null,
    to: process.output,
    cycles: process.cycles,
  }));
}

const END: Process = { name: 'output', call: '', output: null, cycles: 1 };

const kindOf = ({ name, regroups }: Process, kinds: ReadonlyMap<string, UnitKind>): UnitKind =>
  regroups ? { kind: 'adapter', regroups } : (kinds.get(name) ?? { kind: 'output' });

/** Scores that are compared at once: the fewest that keep up with the layers. */
export const classesAtOnce = ({ classes, request }: Plan): number => labelPe(classes, request.estimate.ii);

function start({ input }: Plan): Chain {
  const side = { group: input.group, words: input.words, vectors: 1 };
  const output = streamOf('pixels', side, input.codeBits);
  const process = { name: 'input', call: '', output, cycles: input.words };
  return {
    line: { processes: [process], side, elements: input.pixels },
    kinds: new Map([[process.name, { kind: 'input' }]]),
  };
}

function withLayer(plan: Plan, layer: LayerPlan, { line, kinds }: Chain): Chain {
  const { name, folding, synapseFolds, neuronFolds, input, integer } = layer;
  const vector = { group: folding.simd, words: synapseFolds, vectors: 1 };
  const at = { unit: name, stream: `${name}_in`, bits: input.bits };
  const ready = withBurst(regrouped(plan, line, vector, at, folding.mw), line, synapseFolds);
  const side = { group: folding.pe, words: neuronFolds, vectors: 1 };
  const output = streamOf(`${name}_out`, side, widthsOf(layer).output);
  const process = { name, call: '', output, cycles: layer.folds };
  return {
    line: extended(ready, process, side, integer.stage.units),
    kinds: new Map([...kinds, [name, { kind: 'layer', layer }]]),
  };
}

/**
 * A layer reads its vector in a burst. Through two adapters that meet in narrow words it comes slowly, so that it has to
 * gather behind them.
 */
function withBurst(ready: Line, before: Line, words: number): Line {
  const added = ready.processes.slice(before.processes.length);
  const [first, last] = added;
  if (added.length < 2 || first.regroups?.joins) return ready;
  const output = withRoom(last.output!, words);
  return { ...ready, processes: [...ready.processes.slice(0, -1), { ...last, output }] };
}

function withSelect(plan: Plan, { line, kinds }: Chain): Chain {
  const { layers, classes } = plan;
  const atOnce = classesAtOnce(plan);
  const side = { group: atOnce, words: classes / atOnce, vectors: 1 };
  const bits = widthsOf(layers[layers.length - 1]).output;
  const ready = regrouped(plan, line, side, { unit: 'select', stream: 'sums', bits }, 0);
  const output = withRoom(streamOf('class', { group: 1, words: 1, vectors: 1 }, indexBits(classes)), 0);
  const process = { name: 'select', call: '', output, cycles: side.words };
  return {
    line: extended(ready, process, side, classes),
    kinds: new Map([...kinds, ['select', { kind: 'select', atOnce }]]),
  };
}
