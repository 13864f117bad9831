import * as tf from '@tensorflow/tfjs-core';
import type { StageParameters } from '../../core/network/parameters';
import type { Stage } from '../../core/network/topology';
import type { StageGradients, TrainerState } from '../trainer';
import type { Trained } from './adam';

/**
 * A run's state on the device. Weights are one tensor per stage; all gammas and betas share one vector
 * ([gamma0, gamma1, ..., beta0, beta1, ...]) so that Adam touches them in one go, and so do the running
 * statistics ([mean0, ..., variance0, ...]).
 */
export type DeviceState = {
  weights: Trained[];
  affine: Trained;
  running: tf.Tensor;
  /** Sum of the losses since the last drain. */
  lossSum: tf.Tensor;
};

/** Every tensor of the state, to dispose of it. */
export const tensorsOf = (s: DeviceState): tf.Tensor[] => [
  ...[...s.weights, s.affine].flatMap((t) => [t.value, t.m, t.v]),
  s.running,
  s.lossSum,
];

/** Copies a state to the device. */
export function upload(stages: readonly Stage[], state: TrainerState): DeviceState {
  const { parameters, moments } = state;
  const weight = (stage: Stage, values: StageGradients) =>
    tf.tensor2d(values.weights, [stage.fanIn, stage.units], 'float32');
  const affine = (parts: readonly StageGradients[]) =>
    tf.tensor1d(joined([...parts.map((p) => p.gamma), ...parts.map((p) => p.beta)]));
  return {
    weights: stages.map((stage, i) => ({
      value: weight(stage, parameters[i]),
      m: weight(stage, moments[i].m),
      v: weight(stage, moments[i].v),
    })),
    affine: {
      value: affine(parameters),
      m: affine(moments.map(({ m }) => m)),
      v: affine(moments.map(({ v }) => v)),
    },
    running: tf.tensor1d(joined([...parameters.map((p) => p.mean), ...parameters.map((p) => p.variance)])),
    lossSum: tf.scalar(0),
  };
}

/** Copies a state from the device. */
export async function download(
  stages: readonly Stage[],
  state: DeviceState,
  steps: number,
): Promise<TrainerState> {
  const [value, m, v] = await Promise.all([
    stageValues(
      stages,
      state.weights.map((t) => t.value),
      state.affine.value,
    ),
    stageValues(
      stages,
      state.weights.map((t) => t.m),
      state.affine.m,
    ),
    stageValues(
      stages,
      state.weights.map((t) => t.v),
      state.affine.v,
    ),
  ]);
  const running = splitAffine(stages, await valuesOf(state.running));
  const parameters = value.map(
    (p, i): StageParameters => ({ ...p, mean: running[i].first, variance: running[i].second }),
  );
  return { parameters, moments: stages.map((_, i) => ({ m: m[i], v: v[i] })), steps };
}

/** Per-stage copies of weight tensors and of a joint vector of gammas and betas. */
export async function stageValues(
  stages: readonly Stage[],
  weights: readonly tf.Tensor[],
  affine: tf.Tensor,
): Promise<StageGradients[]> {
  const parts = splitAffine(stages, await valuesOf(affine));
  const values = await Promise.all(weights.map(valuesOf));
  return parts.map(({ first, second }, i) => ({ weights: values[i], gamma: first, beta: second }));
}

/** Stage `index`'s two [units][1] slices of a joint vector. */
export function affineOf(stages: readonly Stage[], joint: tf.Tensor, index: number): [tf.Tensor, tf.Tensor] {
  const { units } = stages[index];
  const at = unitsBefore(stages, index);
  const half = unitsBefore(stages, stages.length);
  const slice = (from: number) => tf.reshape(tf.slice(joint, [from], [units]), [units, 1]);
  return [slice(at), slice(half + at)];
}

/** Joins per-stage [units][1] tensors into a joint vector, all `first` before all `second`. */
export const joinAffine = (first: readonly tf.Tensor[], second: readonly tf.Tensor[]): tf.Tensor =>
  tf.concat([...first, ...second].map((t) => tf.reshape(t, [t.size])));

const unitsBefore = (stages: readonly Stage[], index: number): number =>
  stages.slice(0, index).reduce((sum, s) => sum + s.units, 0);

function splitAffine(stages: readonly Stage[], joint: Float32Array) {
  const half = unitsBefore(stages, stages.length);
  return stages.map(({ units }, i) => {
    const at = unitsBefore(stages, i);
    return { first: joint.slice(at, at + units), second: joint.slice(half + at, half + at + units) };
  });
}

/** A copy of a tensor's values (the CPU backend would hand out its own memory). */
const valuesOf = async (t: tf.Tensor): Promise<Float32Array> => Float32Array.from(await t.data());

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
