import * as tf from '@tensorflow/tfjs-core';
import type { Quantizer } from '../../core/quantizers/quantizer';

/** Nearest representable values of tensors that already lie within [passLow, passHigh]. */
export function quantizeClipped(q: Quantizer, x: tf.Tensor): tf.Tensor {
  if (q.bipolar) return signOf(x);
  const codes = tf.floor(tf.add(q.step === 1 ? x : tf.mul(x, 1 / q.step), 0.5));
  return q.step === 1 ? codes : tf.mul(codes, q.step);
}

/** Values of an activation quantizer, and 1 where the straight-through estimator passes, 0 elsewhere. */
export function quantizeActivation(q: Quantizer, x: tf.Tensor): { values: tf.Tensor; passes: tf.Tensor } {
  const clipped = tf.clipByValue(x, q.passLow, q.passHigh);
  return { values: quantizeClipped(q, clipped), passes: tf.cast(tf.equal(clipped, x), 'float32') };
}

/** -1 or +1, +1 for 0; `step` gives 1 above 0 and its second argument elsewhere. */
const signOf = (x: tf.Tensor): tf.Tensor => tf.neg(tf.step(tf.neg(x), -1));
