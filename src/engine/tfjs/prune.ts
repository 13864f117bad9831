import * as tf from '@tensorflow/tfjs-core';
import { BitscapeError } from '../../core/errors';
import type { Pruner } from '../pruner';
import type { DeviceState } from './state';

/** Backends whose values can be read while a step waits for them: WebGPU's only come later. */
const READABLE: readonly string[] = ['cpu', 'wasm', 'webgl'];

/** @throws BitscapeError "PruningUnavailable" for a backend that cannot pick weights within a step. */
export function assertPrunes(backend: string): void {
  if (READABLE.includes(backend)) return;
  throw new BitscapeError(
    'PruningUnavailable',
    `tfjs-${backend} cannot prune while it trains: choose the engine wasm-fma, wasm-simd or tfjs-webgl`,
    'engine',
  );
}

/** 1 where a tensor is not 0, else 0. */
export const nonZero = (x: tf.Tensor): tf.Tensor => tf.cast(tf.notEqual(x, 0), 'float32');

/** The state with the smallest weights at 0, in new tensors; frees those that they replace. */
export function pruned(pruner: Pruner, state: DeviceState, step: number): DeviceState {
  const old = state.weights.map(({ value }) => value);
  const values = old.map((value) => Float32Array.from(value.dataSync()));
  pruner.pick(values, step);
  const weights = state.weights.map((trained, i) => ({
    ...trained,
    value: tf.tensor(values[i], old[i].shape, 'float32'),
  }));
  tf.dispose(old);
  return { ...state, weights };
}
