import * as tf from '@tensorflow/tfjs-core';
import { BATCH_NORM } from '../../core/network/parameters';

/** What BatchNorm's backward pass and its running statistics need; all are [units][1] but `normal`. */
export interface Normalized {
  normal: tf.Tensor;
  inverse: tf.Tensor;
  mean: tf.Tensor;
  variance: tf.Tensor;
}

/** Normalizes the rows of z [units][n] to mean 0 and (biased) variance 1 over the batch. */
export function normalize(z: tf.Tensor): Normalized {
  const mean = tf.mean(z, 1, true);
  const centred = tf.sub(z, mean);
  const variance = tf.mean(tf.square(centred), 1, true);
  const inverse = tf.rsqrt(tf.add(variance, BATCH_NORM.epsilon));
  return { normal: tf.mul(centred, inverse), inverse, mean, variance };
}

/** Gradients of gamma, beta (both [units][1]) and z, given those of gamma * normal + beta. */
export function normalizeGradient(forward: Normalized, gamma: tf.Tensor, gradient: tf.Tensor) {
  const n = gradient.shape[1] ?? 1;
  const beta = tf.sum(gradient, 1, true);
  const slope = tf.sum(tf.mul(gradient, forward.normal), 1, true);
  const spread = tf.sub(tf.sub(gradient, tf.div(beta, n)), tf.mul(forward.normal, tf.div(slope, n)));
  return { gamma: slope, beta, z: tf.mul(spread, tf.mul(gamma, forward.inverse)) };
}
