import * as tf from '@tensorflow/tfjs-core';
import { activationQuantizer } from '../../core/network/fold';
import { pooledShape, type Stage, stagesOf } from '../../core/network/topology';
import { type Quantizer, weightQuantizer } from '../../core/quantizers/quantizer';
import type { Recipe } from '../recipe';
import type { Batch } from '../trainer';
import { type Normalized, normalize, normalizeGradient } from './batch-norm';
import { channelMajor, columnsOf, featuresOf } from './columns';
import { LOSSES } from './loss';
import { maxPool, maxPoolGradient } from './pool';
import { quantizeActivation, quantizeClipped } from './quantize';
import { affineOf, joinAffine } from './state';

/** What does not change during a run. */
export interface Network {
  recipe: Recipe;
  stages: Stage[];
  weight: Quantizer;
  activation: Quantizer;
}

/** Loss, gradients and batch statistics of one batch; joint vectors as in `DeviceState`. */
export type Pass = {
  loss: tf.Tensor;
  weights: tf.Tensor[];
  affine: tf.Tensor;
  statistics: tf.Tensor;
};

/** What the backward pass of a stage needs from its forward pass. */
interface Trace {
  columns: tf.Tensor;
  weights: tf.Tensor;
  gamma: tf.Tensor;
  normalized: Normalized;
  passes?: tf.Tensor;
  winners?: tf.Tensor[];
  dropout: tf.Tensor | null;
  output: tf.Tensor;
}

export const networkOf = (recipe: Recipe): Network => ({
  recipe,
  stages: stagesOf(recipe.topology),
  weight: weightQuantizer(recipe.precision.weightBits),
  activation: activationQuantizer(recipe.topology, recipe.precision.activationBits),
});

/** Forward and backward pass with straight-through estimators. Run it inside `tf.tidy`. */
export function pass(network: Network, weights: readonly tf.Tensor[], affine: tf.Tensor, batch: Batch): Pass {
  const { stages, recipe } = network;
  const traces = forward(network, weights, affine, batch);
  const classes = stages[stages.length - 1].units;
  const scores = tf.transpose(traces[traces.length - 1].output);
  const { loss, gradient } = LOSSES[recipe.loss](
    scores,
    tf.tensor2d(oneHot(batch, classes), [batch.size, classes]),
  );
  const gradients = backward(stages, traces, tf.transpose(gradient), batch.size);
  return {
    loss,
    weights: gradients.map((g) => g.weights),
    affine: joinAffine(
      gradients.map((g) => g.gamma),
      gradients.map((g) => g.beta),
    ),
    statistics: joinAffine(
      traces.map((t) => t.normalized.mean),
      traces.map((t) => t.normalized.variance),
    ),
  };
}

function forward(network: Network, weights: readonly tf.Tensor[], affine: tf.Tensor, batch: Batch): Trace[] {
  const { stages } = network;
  const traces: Trace[] = [];
  const inputs = tf.tensor1d(batch.inputs);
  const kept = dropped(inputs, batch.dropout[0] && tf.tensor1d(batch.dropout[0]));
  let x = channelMajor(kept, stages[0].input, batch.size);
  stages.forEach((stage, i) => {
    const trace = stageForward(network, stage, x, weights[i], affineOf(stages, affine, i), batch, i);
    traces.push(trace);
    x = trace.output;
  });
  return traces;
}

function stageForward(
  network: Network,
  stage: Stage,
  x: tf.Tensor,
  shadow: tf.Tensor,
  [gamma, beta]: [tf.Tensor, tf.Tensor],
  batch: Batch,
  index: number,
): Trace {
  const { size } = batch;
  const weights = quantizeClipped(network.weight, shadow);
  const columns = columnsOf(stage, x, size);
  const normalized = normalize(tf.matMul(tf.transpose(weights), columns));
  const y = tf.add(tf.mul(normalized.normal, gamma), beta);
  const common = { columns, weights, gamma, normalized };
  if (stage.last) return { ...common, dropout: null, output: y };
  const { values, passes } = quantizeActivation(network.activation, y);
  const map = tf.reshape(values, [stage.units, size, stage.output.height, stage.output.width]);
  const pooled = stage.pool > 1 ? maxPool(stage, map, size) : undefined;
  const multipliers = batch.dropout[index + 1];
  const dropout = multipliers && channelMajor(tf.tensor1d(multipliers), pooledShape(stage), size);
  const output = dropped(pooled?.values ?? map, dropout);
  return { ...common, passes, winners: pooled?.winners, dropout, output };
}

function backward(
  stages: readonly Stage[],
  traces: readonly Trace[],
  scoresGradient: tf.Tensor,
  size: number,
) {
  const gradients: { weights: tf.Tensor; gamma: tf.Tensor; beta: tf.Tensor }[] = [];
  let gradient = scoresGradient;
  for (let i = stages.length - 1; i >= 0; i--) {
    const stage = stages[i];
    const trace = traces[i];
    const { gamma, beta, z } = normalizeGradient(
      trace.normalized,
      trace.gamma,
      stage.last ? gradient : activationGradient(stage, trace, gradient, size),
    );
    gradients.unshift({ weights: tf.matMul(trace.columns, tf.transpose(z)), gamma, beta });
    if (i > 0) gradient = featuresOf(stage, trace.weights, z, size);
  }
  return gradients;
}

/** Through dropout, pool and activation quantizer: from a stage's output to its BatchNorm, [units][n]. */
function activationGradient(stage: Stage, trace: Trace, output: tf.Tensor, size: number): tf.Tensor {
  const kept = dropped(output, trace.dropout);
  const map = trace.winners ? maxPoolGradient(stage, kept, trace.winners, size) : kept;
  const flat = tf.reshape(map, [stage.units, size * stage.vectors]);
  return trace.passes ? tf.mul(flat, trace.passes) : flat;
}

const dropped = (x: tf.Tensor, multipliers: tf.Tensor | null): tf.Tensor =>
  multipliers ? tf.mul(x, multipliers) : x;

function oneHot({ size, labels }: Batch, classes: number): Float32Array {
  const target = new Float32Array(size * classes);
  for (let i = 0; i < size; i++) target[i * classes + labels[i]] = 1;
  return target;
}
