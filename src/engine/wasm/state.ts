import type { StageParameters } from '../../core/network/parameters';
import type { StageGradients, StageMoments, TrainerState } from '../trainer';
import type { StageLayout, TrainedBlock } from './layout';

const PARTS = ['weights', 'gamma', 'beta'] as const;

const put = (heap: Float32Array, at: number, values: Float32Array) => heap.set(values, at / 4);

/** A copy of `length` floats at an address. */
export const copyOf = (heap: Float32Array, at: number, length: number): Float32Array =>
  heap.slice(at / 4, at / 4 + length);

/** Copies a state into memory. */
export function writeState(heap: Float32Array, stages: readonly StageLayout[], state: TrainerState): void {
  stages.forEach((layout, i) => {
    const [parameters, { m, v }] = [state.parameters[i], state.moments[i]];
    for (const part of PARTS) {
      put(heap, layout[part].value, parameters[part]);
      put(heap, layout[part].m, m[part]);
      put(heap, layout[part].v, v[part]);
    }
    put(heap, layout.mean, parameters.mean);
    put(heap, layout.variance, parameters.variance);
  });
}

/** A copy of the state in memory. */
export function readState(heap: Float32Array, stages: readonly StageLayout[], steps: number): TrainerState {
  const parts = (layout: StageLayout, which: 'value' | 'm' | 'v'): StageGradients => {
    const copy = (block: TrainedBlock) => copyOf(heap, block[which], block.length);
    return { weights: copy(layout.weights), gamma: copy(layout.gamma), beta: copy(layout.beta) };
  };
  return {
    parameters: stages.map(
      (layout): StageParameters => ({
        ...parts(layout, 'value'),
        mean: copyOf(heap, layout.mean, layout.stage.units),
        variance: copyOf(heap, layout.variance, layout.stage.units),
      }),
    ),
    moments: stages.map((layout): StageMoments => ({ m: parts(layout, 'm'), v: parts(layout, 'v') })),
    steps,
  };
}
