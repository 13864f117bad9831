import { pooledShape, type Stage, shapeSize } from '../../core/network/topology';
import type { Arena } from './arena';
import { COLUMNS, type Kernels } from './kernels';

/** Addresses of a trained array and of Adam's moments. */
export interface TrainedBlock {
  length: number;
  value: number;
  m: number;
  v: number;
}

/** Where a stage's arrays lie. */
export interface StageLayout {
  stage: Stage;
  weights: TrainedBlock;
  gamma: TrainedBlock;
  beta: TrainedBlock;
  /** Gradient of the weights; those of gamma and beta are `columns`. */
  gradient: number;
  /** Quantized weights, as real values. */
  quantized: number;
  /** Running statistics. */
  mean: number;
  variance: number;
  /** Per-unit vectors of `kernels/columns.ts`. */
  columns: number;
  gammaGradient: number;
  betaGradient: number;
  /** Product [rows][units]. */
  z: number;
  /** Activations before the pool, then their gradient; 0 without a pool. */
  map: number;
  winners: number;
  /** Dropout multipliers of the output. */
  multipliers: number;
  /** Activations after pool and dropout: input of the next stage. */
  output: number;
  /** Packed filters, turned filters, and a padded image; 0 for a dense stage. */
  packed: number;
  turned: number;
  padded: number;
}

/** Where everything lies, for batches of up to `capacity` images. */
export interface Layout {
  capacity: number;
  pixels: number;
  inputs: number;
  inputMultipliers: number;
  labels: number;
  stages: StageLayout[];
  /** Gradient of a stage's output, and of its z. */
  outputGradient: number;
  zGradient: number;
}

export function layoutOf(arena: Arena, kernels: Kernels, stages: readonly Stage[], capacity: number): Layout {
  const inputSize = capacity * shapeSize(stages[0].input);
  const largest = (size: (stage: Stage) => number) => capacity * Math.max(...stages.map(size));
  return {
    capacity,
    pixels: arena.bytes(inputSize),
    inputs: arena.floats(inputSize),
    inputMultipliers: arena.floats(inputSize),
    labels: arena.bytes(capacity),
    stages: stages.map((stage) => stageLayout(arena, kernels, stage, capacity)),
    outputGradient: arena.floats(largest((s) => Math.max(shapeSize(s.input), s.units))),
    zGradient: arena.floats(largest((s) => s.vectors * s.units)),
  };
}

/** Room for a trained array of `length` floats. */
export const trainedBlock = (arena: Arena, length: number): TrainedBlock => ({
  length,
  value: arena.floats(length),
  m: arena.floats(length),
  v: arena.floats(length),
});

function stageLayout(arena: Arena, kernels: Kernels, stage: Stage, capacity: number): StageLayout {
  const { fanIn, units, vectors, input, kernel } = stage;
  const trained = (length: number) => trainedBlock(arena, length);
  const span = kernels.span(units);
  const columns = arena.bytes(COLUMNS.count * span);
  const [mapSize, outputSize] = [capacity * vectors * units, capacity * shapeSize(pooledShape(stage))];
  const [pooled, conv] = [stage.pool > 1, stage.kind === 'conv'];
  const border = 2 * (kernel - 1);
  return {
    stage,
    weights: trained(fanIn * units),
    gamma: trained(units),
    beta: trained(units),
    gradient: arena.floats(fanIn * units),
    quantized: arena.floats(fanIn * units),
    mean: arena.floats(units),
    variance: arena.floats(units),
    columns,
    gammaGradient: columns + COLUMNS.gammaGradient * span,
    betaGradient: columns + COLUMNS.betaGradient * span,
    z: arena.floats(mapSize),
    map: pooled ? arena.floats(mapSize) : 0,
    winners: pooled ? arena.floats(outputSize) : 0,
    multipliers: arena.floats(outputSize),
    output: arena.floats(outputSize),
    packed: conv
      ? arena.bytes(
          Math.max(
            kernels.packedFilterBytes(fanIn, units),
            kernels.packedFilterBytes(kernel ** 2 * units, input.channels),
          ),
        )
      : 0,
    turned: conv ? arena.floats(fanIn * units) : 0,
    padded: conv ? arena.floats((input.height + border) * (input.width + border) * units) : 0,
  };
}
