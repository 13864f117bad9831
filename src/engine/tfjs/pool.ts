import * as tf from '@tensorflow/tfjs-core';
import { pooledShape, type Stage } from '../../core/network/topology';

/** A pooled feature map, and per window position a tensor that is 1 where it holds the window's maximum. */
export interface Pooled {
  values: tf.Tensor;
  winners: tf.Tensor[];
}

/**
 * Max-pool of a channel-major feature map. Of equal values in a window the first in row order wins, alone:
 * quantized activations tie all the time, so the rule decides the gradient.
 */
export function maxPool(stage: Stage, x: tf.Tensor, size: number): Pooled {
  const { pool } = stage;
  const { height, width, channels } = pooledShape(stage);
  const rows = channels * size * height;
  const whole = crop(stage, x, size);
  const grouped = tf.transpose(tf.reshape(whole, [rows, pool, width, pool]), [1, 3, 0, 2]);
  const candidates = tf.split(tf.reshape(grouped, [pool * pool, rows * width]), pool * pool, 0);
  const maximum = candidates.reduce((a, b) => tf.maximum(a, b));
  let open: tf.Tensor = tf.onesLike(maximum);
  const winners = candidates.map((candidate) => {
    const wins = tf.mul(open, tf.cast(tf.equal(candidate, maximum), 'float32'));
    open = tf.sub(open, wins);
    return wins;
  });
  return { values: tf.reshape(maximum, [channels, size, height, width]), winners };
}

/** Sends the gradient of the pooled map to the winners; cropped rows and columns get none. */
export function maxPoolGradient(stage: Stage, gradient: tf.Tensor, winners: tf.Tensor[], size: number) {
  const { output, pool } = stage;
  const { height, width, channels } = pooledShape(stage);
  const rows = channels * size * height;
  const flat = tf.reshape(gradient, [1, rows * width]);
  const grouped = tf.reshape(
    tf.concat(
      winners.map((w) => tf.mul(flat, w)),
      0,
    ),
    [pool, pool, rows, width],
  );
  const whole = tf.reshape(tf.transpose(grouped, [2, 0, 3, 1]), [
    channels,
    size,
    height * pool,
    width * pool,
  ]);
  const missing = [output.height - height * pool, output.width - width * pool];
  return missing.every((n) => n === 0)
    ? whole
    : tf.pad(whole, [[0, 0], [0, 0], ...missing.map((n): [number, number] => [0, n])]);
}

function crop(stage: Stage, x: tf.Tensor, size: number): tf.Tensor {
  const { height, width, channels } = pooledShape(stage);
  const [h, w] = [height * stage.pool, width * stage.pool];
  if (h === stage.output.height && w === stage.output.width) return x;
  return tf.slice(x, [0, 0, 0, 0], [channels, size, h, w]);
}
