import type { IntegerNetwork } from '../network/integer-network';
import type { Stage } from '../network/topology';
import type { PruneScope, PruneStructure } from './sparsity';

/** What pruning must know of a stage. */
export type PrunedStage = Pick<Stage, 'fanIn' | 'units' | 'last'>;

/**
 * Which weights stay, 1, and which become 0, by magnitude: one array per stage, laid out as its weights [fanIn][units].
 *
 * `weights[i]` belongs to stage i. Of n candidates round(amount n) go, but one stays in every layer; of equal ones those
 * of lower index go first, so a larger amount keeps a subset. `unstructured`: candidates are weights, by |w|. `neuron`:
 * candidates are the neurons of all but the last layer, by the mean |w| of their inputs. `global`: the candidates of all
 * layers compete, and the largest of each layer is safe.
 */
export function pruneMasks(
  weights: readonly Float32Array[],
  stages: readonly PrunedStage[],
  { scope, structure }: { scope: PruneScope; structure: PruneStructure },
  amount: number,
): Uint8Array[] {
  const scores = weights.map((values, i) => scoresOf(values, stages[i], structure));
  const kept = scope === 'layer' ? scores.map((s) => keptOf(s, amount)) : keptOfAll(scores, amount);
  return structure === 'unstructured' ? kept : kept.map((keep, i) => spread(keep, stages[i]));
}

/** What is compared; empty where nothing may go. */
function scoresOf(weights: Float32Array, { fanIn, units, last }: PrunedStage, structure: PruneStructure) {
  if (structure === 'unstructured') return weights.map(Math.abs);
  const means = new Float32Array(last ? 0 : units);
  for (let n = 0; n < means.length; n++) {
    let sum = 0;
    for (let i = 0; i < fanIn; i++) sum += Math.abs(weights[i * units + n]);
    means[n] = sum / fanIn;
  }
  return means;
}

const keptOf = (scores: Float32Array, amount: number): Uint8Array =>
  withoutSmallest(scores, Math.min(Math.round(amount * scores.length), scores.length - 1));

function keptOfAll(scores: readonly Float32Array[], amount: number): Uint8Array[] {
  const all = new Float32Array(scores.reduce((sum, s) => sum + s.length, 0));
  let layers = 0;
  let at = 0;
  for (const layer of scores) {
    all.set(layer, at);
    if (layer.length > 0) {
      all[at + layer.indexOf(layer.reduce((a, b) => Math.max(a, b)))] = Number.POSITIVE_INFINITY;
      layers++;
    }
    at += layer.length;
  }
  const kept = withoutSmallest(all, Math.min(Math.round(amount * all.length), all.length - layers));
  let end = 0;
  return scores.map(({ length }) => {
    end += length;
    return kept.subarray(end - length, end);
  });
}

/** 0 for the `count` smallest of non-negative scores, those of lower index first among equals, 1 for the others. */
export function withoutSmallest(scores: Float32Array, count: number): Uint8Array {
  const keep = new Uint8Array(scores.length).fill(1);
  if (count <= 0) return keep;
  const { value, equal } = selected(scores, count);
  let left = equal;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] < value) keep[i] = 0;
    else if (scores[i] === value && left > 0) {
      keep[i] = 0;
      left--;
    }
  }
  return keep;
}

const HALF_BITS = 16;
const LOW_HALF = 2 ** HALF_BITS - 1;

/**
 * The `count`-th smallest score, and how many of its equals are among the `count` smallest. The bits of non-negative
 * floats are ordered as the floats, so two histograms of 16 bits each find it in two walks, exactly.
 */
function selected(scores: Float32Array, count: number): { value: number; equal: number } {
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  const high = bucketOf(bits, count, (word) => word >>> HALF_BITS);
  const low = bucketOf(bits, high.within, (word) =>
    word >>> HALF_BITS === high.bucket ? word & LOW_HALF : -1,
  );
  const word = Uint32Array.of(high.bucket * 2 ** HALF_BITS + low.bucket);
  return { value: new Float32Array(word.buffer)[0], equal: low.within };
}

/** The bucket that the `count`-th smallest word falls in, and which of that bucket it is, from 1. */
function bucketOf(bits: Uint32Array, count: number, bucket: (word: number) => number) {
  const sizes = new Uint32Array(LOW_HALF + 1);
  for (let i = 0; i < bits.length; i++) {
    const b = bucket(bits[i]);
    if (b >= 0) sizes[b]++;
  }
  let within = count;
  let at = 0;
  while (within > sizes[at]) within -= sizes[at++];
  return { bucket: at, within };
}

/** A mask of neurons as one of their weights; a stage without candidates keeps all. */
function spread(keep: Uint8Array, { fanIn, units }: PrunedStage): Uint8Array {
  const mask = new Uint8Array(fanIn * units).fill(1);
  if (keep.length === 0) return mask;
  for (let i = 0; i < mask.length; i++) mask[i] = keep[i % units];
  return mask;
}

/** How many weights of a layer there are, and how many are not 0. */
export interface NonZero {
  name: string;
  weights: number;
  nonZero: number;
}

/** The weights of every layer of an integer network that are not 0: pruned, or rounded to 0. */
export const nonZeroWeights = ({ stages }: Pick<IntegerNetwork, 'stages'>): NonZero[] =>
  stages.map(({ stage, weights }) => ({
    name: stage.name,
    weights: weights.length,
    nonZero: weights.reduce((count, code) => count + (code === 0 ? 0 : 1), 0),
  }));
