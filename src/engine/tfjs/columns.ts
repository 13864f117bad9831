import * as tf from '@tensorflow/tfjs-core';
import { type Stage, shapeSize } from '../../core/network/topology';

/**
 * Feature maps are held channel-major, [channels][size][height][width]: the columns of a convolution then
 * come from slices of long rows, channel sums run over the innermost axis, and no product needs a transposed
 * operand, which tfjs-wasm only has as a slow scalar loop.
 */

/** Batch-major features [size][height][width][channels] as [channels][size][height][width]. */
export function channelMajor(x: tf.Tensor, shape: Stage['input'], size: number): tf.Tensor {
  const { height, width, channels } = shape;
  if (channels === 1) return tf.reshape(x, [1, size, height, width]);
  if (height * width === 1)
    return tf.reshape(tf.transpose(tf.reshape(x, [size, channels])), [channels, size, 1, 1]);
  return tf.transpose(tf.reshape(x, [size, height, width, channels]), [3, 0, 1, 2]);
}

/** What the stage multiplies its weights with: [fanIn][size * vectors], rows in the order of the weights. */
export function columnsOf(stage: Stage, x: tf.Tensor, size: number): tf.Tensor {
  if (stage.kind === 'dense') return denseColumns(stage, x, size);
  const { input, output, kernel, vectors } = stage;
  const windows: tf.Tensor[] = [];
  for (let ky = 0; ky < kernel; ky++) {
    for (let kx = 0; kx < kernel; kx++) {
      const window = tf.slice(x, [0, 0, ky, kx], [input.channels, size, output.height, output.width]);
      windows.push(tf.reshape(window, [input.channels, size * vectors]));
    }
  }
  return tf.concat(windows, 0);
}

/**
 * Gradient of the stage's input, given its quantized weights [fanIn][units] and the gradient of its product
 * z [units][size * vectors]: the adjoint of `columnsOf`, one kernel position at a time (cutting one large
 * product into its windows is slower: tfjs-wasm copies the whole tensor for every slice of it).
 */
export function featuresOf(stage: Stage, weights: tf.Tensor, z: tf.Tensor, size: number): tf.Tensor {
  if (stage.kind === 'dense') return denseFeatures(stage, tf.matMul(weights, z), size);
  const { input, output, kernel, units } = stage;
  const last = kernel - 1;
  const windows = Array.from({ length: kernel * kernel }, (_, at) => {
    const [ky, kx] = [Math.floor(at / kernel), at % kernel];
    const window = tf.matMul(tf.slice(weights, [at * input.channels, 0], [input.channels, units]), z);
    const map = tf.reshape(window, [input.channels, size, output.height, output.width]);
    return tf.pad(map, [
      [0, 0],
      [0, 0],
      [ky, last - ky],
      [kx, last - kx],
    ]);
  });
  return windows.reduce((sum, window) => tf.add(sum, window));
}

function denseColumns(stage: Stage, x: tf.Tensor, size: number): tf.Tensor {
  const { height, width } = stage.input;
  const ordered = height * width === 1 ? x : tf.transpose(x, [2, 3, 0, 1]);
  return tf.reshape(ordered, [shapeSize(stage.input), size]);
}

function denseFeatures(stage: Stage, columns: tf.Tensor, size: number): tf.Tensor {
  const { height, width, channels } = stage.input;
  if (height * width === 1) return tf.reshape(columns, [channels, size, 1, 1]);
  return tf.transpose(tf.reshape(columns, [height, width, channels, size]), [2, 3, 0, 1]);
}
