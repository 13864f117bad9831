import * as tf from '@tensorflow/tfjs-core';
import { ADAM } from '../recipe';

/** A trained tensor and Adam's moments of it. */
export type Trained = {
  value: tf.Tensor;
  m: tf.Tensor;
  v: tf.Tensor;
};

/**
 * One Adam step: value - rate * m / (sqrt(v) + epsilon). `rate` holds the bias correction (`adamRate`) and
 * what the caller scales the step with.
 */
export function adamStep(trained: Trained, gradient: tf.Tensor, rate: number): Trained {
  const m = tf.add(tf.mul(trained.m, ADAM.beta1), tf.mul(gradient, 1 - ADAM.beta1));
  const v = tf.add(tf.mul(trained.v, ADAM.beta2), tf.mul(tf.square(gradient), 1 - ADAM.beta2));
  const step = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), ADAM.epsilon));
  return { value: tf.sub(trained.value, step), m, v };
}
