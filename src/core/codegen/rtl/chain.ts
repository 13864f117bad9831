import { labelPe } from '../../hardware/chain';
import { extended, type Line, type Room, regrouped } from '../hls/line';
import { withoutPadding, withPool, withWindow } from '../hls/map-processes';
import { FLAG_STREAM } from '../hls/processes';
import { type Process, type Regrouping, type Stream, streamOf, withRoom } from '../hls/streams';
import type { LayerPlan, Plan } from '../plan';
import type { PoolPlan } from '../plan/pool';
import type { WindowPlan } from '../plan/window';
import { indexBits } from './verilog';
import { widthsOf } from './widths';

/** What a unit of the chain is. */
export type UnitKind =
  | { kind: 'input' }
  | { kind: 'adapter'; regroups: Regrouping }
  | { kind: 'windows'; window: WindowPlan }
  | { kind: 'layer'; layer: LayerPlan }
  | { kind: 'pool'; pool: PoolPlan }
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
 * The units of a network, with a FIFO between each two. As in the estimate's chain, that before a layer holds one vector
 * or window, that before windows a kernel's rows but one, on the wider side of an adapter; others hold two words.
 */
export function unitsOf(plan: Plan): Unit[] {
  const layers = plan.layers.reduce((before, layer) => withLayer(plan, layer, before), start(plan));
  const { line, kinds } = withSelect(plan, layers);
  return [...line.processes, END].map((process, i, all) => {
    const unit = kindOf(process, kinds);
    return {
      ...unit,
      from: all[i - 1]?.output ?? null,
      to: process.output,
      cycles: cyclesOf(unit, process),
    };
  });
}

/** Cycles per image of a unit that never waits. Windows and pools take in an image while the one before leaves. */
function cyclesOf(unit: UnitKind, { cycles }: Process): number {
  if (unit.kind === 'pool') return mapWords(unit.pool);
  if (unit.kind !== 'windows') return cycles;
  const { whole, fill } = unit.window;
  return Math.max(mapWords(unit.window), whole ? 0 : cycles - fill);
}

const mapWords = ({ map, folds }: WindowPlan | PoolPlan): number => map.height * map.width * folds;

const END: Process = { name: 'output', call: '', output: null, cycles: 1 };

const kindOf = ({ name, regroups }: Process, kinds: ReadonlyMap<string, UnitKind>): UnitKind =>
  regroups ? { kind: 'adapter', regroups } : (kinds.get(name) ?? { kind: 'output' });

/** Scores that are compared at once: the fewest that keep up with the layers. */
export const classesAtOnce = ({ classes, request }: Plan): number => labelPe(classes, request.estimate.ii);

/** Pixel codes: for windows and dense layers as they come, for a convolution of 1 x 1 pixel by pixel. */
function start({ input, layers: [first] }: Plan): Chain {
  const vectors = first.window ? 1 : first.vectors;
  const side = { group: input.group, words: input.words / vectors, vectors };
  const output = streamOf('pixels', side, input.codeBits);
  const process = { name: 'input', call: '', output, cycles: input.words };
  return {
    line: { processes: [process], side, elements: input.pixels / vectors },
    kinds: new Map([[process.name, { kind: 'input' }]]),
  };
}

function withLayer(plan: Plan, layer: LayerPlan, { line, kinds }: Chain): Chain {
  const { name, folding, neuronFolds, vectors, integer, window, pool } = layer;
  const ready = withVectors(plan, layer, line);
  const side = { group: folding.pe, words: neuronFolds, vectors };
  const output = streamOf(`${name}_out`, side, widthsOf(layer).output);
  const process = { name, call: '', output, cycles: layer.folds * vectors };
  const done = extended(ready, process, side, integer.stage.units);
  const all = pool ? withPool(plan, done, name, pool) : done;
  return {
    line: all,
    kinds: new Map([
      ...kinds,
      ...named(ready, line, window && { kind: 'windows', window }),
      [name, { kind: 'layer', layer }],
      ...named(all, done, pool && { kind: 'pool', pool }),
    ]),
  };
}

/** The unit among what a line has more than before, an adapter being none. */
function named({ processes }: Line, before: Line, unit: UnitKind | null): [string, UnitKind][] {
  const added = processes.slice(before.processes.length).find(({ regroups }) => !regroups);
  return unit && added ? [[added.name, unit]] : [];
}

/** The vectors of a layer: of an image, or the windows of a map. */
function withVectors(plan: Plan, layer: LayerPlan, line: Line): Line {
  const { name, kind, folding, synapseFolds, vectors, input, window, fifoElements } = layer;
  const ofMap = kind === 'conv' || line.side.vectors > 1;
  const room: Room = ofMap ? fifoElements : folding.mw;
  const tight = kind === 'dense' && ofMap ? withoutPadding(plan, line, name, input.bits) : line;
  const before = window ? withWindow(plan, tight, name, window, room) : tight;
  const vector = { group: folding.simd, words: synapseFolds, vectors };
  const at = { unit: name, stream: `${name}_in`, bits: input.bits };
  const wanted = Math.max(folding.mw, window ? 0 : room);
  const ready = regrouped(plan, before, vector, at, wanted);
  return withBurst(window?.whole ? withPause(ready, before, layer) : ready, before, synapseFolds);
}

/** Words up to which a FIFO in LUT RAM takes no more LUTs than with two. */
const LEAST_LUT_RAM = 32;

/**
 * While the first rows of an image come no whole window leaves: those that its layer takes meanwhile wait in the FIFO
 * behind the unit, the last one of the line before.
 */
function withPause(ready: Line, before: Line, { window, folds }: LayerPlan): Line {
  const { kernel, map } = window!;
  const windows = 2 + Math.ceil(((kernel - 1) * (map.width + 1)) / folds);
  const at = before.processes.length - 1;
  const processes = ready.processes.map((process, i) => {
    const { output } = process;
    if (i !== at || !output) return process;
    return { ...process, output: withRoom(output, Math.max(output.depth, Math.min(windows, LEAST_LUT_RAM))) };
  });
  return { ...ready, processes };
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
