import * as tf from '@tensorflow/tfjs-core';
import type { Loss } from '../recipe';

/** Mean loss of a batch (a scalar) and its gradient, for scores and one-hot targets [size][classes]. */
export interface LossGradient {
  loss: tf.Tensor;
  gradient: tf.Tensor;
}

/** Softmax cross-entropy, mean over the batch. */
function crossEntropy(scores: tf.Tensor, target: tf.Tensor): LossGradient {
  const size = scores.shape[0];
  const shifted = tf.sub(scores, tf.max(scores, 1, true));
  const powers = tf.exp(shifted);
  const total = tf.sum(powers, 1, true);
  const losses = tf.sub(tf.log(total), tf.sum(tf.mul(shifted, target), 1, true));
  return { loss: tf.mean(losses), gradient: tf.div(tf.sub(tf.div(powers, total), target), size) };
}

/** max(0, 1 - t * score)^2 with t = +-1, mean over batch and classes (BNN-PYNQ `mnist.py`). */
function squaredHinge(scores: tf.Tensor, target: tf.Tensor): LossGradient {
  const signs = tf.sub(tf.mul(target, 2), 1);
  const missing = tf.relu(tf.sub(1, tf.mul(signs, scores)));
  return { loss: tf.mean(tf.square(missing)), gradient: tf.mul(tf.mul(signs, missing), -2 / scores.size) };
}

export const LOSSES: Readonly<Record<Loss, (scores: tf.Tensor, target: tf.Tensor) => LossGradient>> = {
  'cross-entropy': crossEntropy,
  'squared-hinge': squaredHinge,
};
