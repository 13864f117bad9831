import { BATCH_NORM } from '../../core/network/parameters';
import { pooledShape, type Stage, shapeSize } from '../../core/network/topology';
import type { Loss } from '../recipe';
import type { Kernels } from './kernels';
import type { Layout, StageLayout } from './layout';

/** The two directions on a batch of `size` images that lies in memory. */
export interface Pass {
  /** Leaves the scores in the last stage's output. */
  forward(size: number, dropout: readonly boolean[]): void;
  /** The loss of the scores; from it, the gradients. */
  backward(size: number, dropout: readonly boolean[]): number;
}

/** What lies between a stage's z and its activation, in the two directions. `index`: which stage. */
export interface Norm {
  /** Writes the columns for z, and what the activation is set to. */
  prepare(s: StageLayout, index: number, rows: number): void;
  /** From the gradient of what z becomes (before the pool) to that of z; those of gamma and beta go into the columns. */
  gradient(s: StageLayout, index: number, rows: number, multipliers: number, from: number, to: number): void;
}

/** BatchNorm with the statistics of the batch; all stages have the activation that the instance is set to. */
export const batchNorm = (kernels: Kernels): Norm => ({
  prepare(s, _index, rows) {
    const { units } = s.stage;
    kernels.batchNorm(rows, units, s.z, s.gamma.value, s.beta.value, BATCH_NORM.epsilon, s.columns);
  },
  gradient({ stage, z, columns }, _index, rows, multipliers, from, to) {
    const masked = stage.last ? 0 : 1;
    kernels.normalizeGradient(rows, stage.units, z, columns, multipliers, masked, from, to);
  },
});

/** Gradients of the weights are left unmasked: `maskGradient` and `adamWeights` do that. */
export function createPass(
  kernels: Kernels,
  layout: Layout,
  loss: Loss,
  norm: Norm = batchNorm(kernels),
): Pass {
  const { stages } = layout;
  const last = stages[stages.length - 1];
  const lossOf = loss === 'cross-entropy' ? kernels.crossEntropy : kernels.squaredHinge;
  const inputOf = (index: number) => (index === 0 ? layout.inputs : stages[index - 1].output);
  const multipliersOf = (index: number, dropout: readonly boolean[]) =>
    dropout[index + 1] ? stages[index].multipliers : 0;
  return {
    forward(size, dropout) {
      stages.forEach((s, i) => {
        product(kernels, s, inputOf(i), size);
        norm.prepare(s, i, size * s.stage.vectors);
        normalizedOutput(kernels, s, multipliersOf(i, dropout), size);
      });
    },
    backward(size, dropout) {
      const value = lossOf(size, last.stage.units, last.output, layout.labels, layout.outputGradient);
      for (let i = stages.length - 1; i >= 0; i--) {
        activationGradient(kernels, layout, norm, i, multipliersOf(i, dropout), size);
        weightGradient(kernels, layout, stages[i], inputOf(i), size);
        if (i > 0) inputGradient(kernels, layout, stages[i], size);
      }
      return value;
    },
  };
}

/** What the convolution kernels are told about a stage. */
const sizesOf = ({ input, kernel, units }: Stage) =>
  [input.height, input.width, input.channels, kernel, units] as const;

/** The stage's product with the quantized weights, into z. */
export function product(kernels: Kernels, s: StageLayout, x: number, size: number): void {
  const { kind, fanIn, units } = s.stage;
  if (kind === 'dense') {
    kernels.gemm(size, units, fanIn, x, fanIn, 1, s.quantized, units, 1, s.z);
    return;
  }
  kernels.packFilters(fanIn, units, s.quantized, s.packed);
  kernels.convolve(size, ...sizesOf(s.stage), x, s.packed, s.z);
}

/** From z and the BatchNorm in the columns to the stage's output: scores, or activations after pool and dropout. */
export function normalizedOutput(kernels: Kernels, s: StageLayout, multipliers: number, size: number): void {
  const { units, vectors, last, pool, output } = s.stage;
  const rows = size * vectors;
  if (last) {
    kernels.normalize(rows, units, s.z, s.columns, s.output);
  } else if (pool > 1) {
    kernels.activate(rows, units, s.z, s.columns, 0, s.map);
    const { height, width } = output;
    kernels.maxPool(size, height, width, units, pool, s.map, multipliers, s.output, s.winners);
  } else {
    kernels.activate(rows, units, s.z, s.columns, multipliers, s.output);
  }
}

/** From the gradient of the stage's output to that of its z. */
function activationGradient(
  kernels: Kernels,
  { outputGradient, zGradient, stages }: Layout,
  norm: Norm,
  index: number,
  multipliers: number,
  size: number,
): void {
  const s = stages[index];
  const { stage } = s;
  const rows = size * stage.vectors;
  if (stage.pool === 1) {
    norm.gradient(s, index, rows, multipliers, outputGradient, zGradient);
    return;
  }
  const pooled = size * shapeSize(pooledShape(stage));
  kernels.maxPoolGradient(pooled, outputGradient, multipliers, s.winners, s.map, rows * stage.units);
  norm.gradient(s, index, rows, 0, s.map, zGradient);
}

function weightGradient(kernels: Kernels, layout: Layout, s: StageLayout, x: number, size: number): void {
  const { kind, fanIn, units } = s.stage;
  if (kind === 'dense') {
    kernels.gemm(fanIn, units, size, x, 1, fanIn, layout.zGradient, units, 1, s.gradient);
    return;
  }
  kernels.convolveWeightGradient(size, ...sizesOf(s.stage), x, layout.zGradient, s.gradient);
}

/** From the gradient of z to that of the stage's input, which is the previous stage's output. */
function inputGradient(kernels: Kernels, layout: Layout, s: StageLayout, size: number): void {
  const { kind, fanIn, units, kernel, input } = s.stage;
  const { zGradient, outputGradient } = layout;
  if (kind === 'dense') {
    kernels.gemm(size, fanIn, units, zGradient, units, 1, s.quantized, 1, units, outputGradient);
    return;
  }
  kernels.turnFilters(kernel, input.channels, units, s.quantized, s.turned);
  kernels.packFilters(kernel ** 2 * units, input.channels, s.turned, s.packed);
  kernels.convolveInputGradient(size, ...sizesOf(s.stage), zGradient, s.packed, s.padded, outputGradient);
}
