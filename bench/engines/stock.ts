import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { stagesOf, type Topology } from '../../src/core/network/topology';

/** Quantizes to steps of 1/2 with a straight-through gradient. */
const fakeQuantize = tf.customGrad((x) => {
  const value = tf.div(tf.floor(tf.add(tf.mul(x as tf.Tensor, 2), 0.5)), 2);
  return { value, gradFunc: (dy: tf.Tensor) => dy };
});

function layer(
  x: tf.Tensor,
  weights: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  last: boolean,
): tf.Tensor {
  const z = tf.matMul(x as tf.Tensor2D, fakeQuantize(tf.clipByValue(weights, -1.5, 1.5)) as tf.Tensor2D);
  const { mean, variance } = tf.moments(z, 0);
  const y = tf.add(tf.mul(tf.div(tf.sub(z, mean), tf.sqrt(tf.add(variance, 1e-4))), gamma), beta);
  return last ? y : fakeQuantize(tf.clipByValue(y, -1, 1));
}

/**
 * Milliseconds of a W3A3 training step of an MLP at batch 100 on the current tfjs backend, written the usual
 * way: autodiff, and tfjs's Adam. Its products have transposed operands, which tfjs-wasm computes slowly; and it
 * cannot differentiate convolutions at all.
 */
export function measureStock(topology: Topology, steps: number): number {
  const stages = stagesOf(topology);
  const variables = stages.map(({ fanIn, units }) => ({
    weights: tf.variable(tf.randomUniform([fanIn, units], -1, 1)),
    gamma: tf.variable(tf.ones([units])),
    beta: tf.variable(tf.zeros([units])),
  }));
  const all = variables.flatMap((v) => [v.weights, v.gamma, v.beta]);
  const x = tf.randomUniform([100, stages[0].fanIn], -1, 1);
  const target = tf.oneHot(
    tf.tensor1d(
      [...Array(100).keys()].map((i) => i % 10),
      'int32',
    ),
    10,
  );
  const adam = new tf.AdamOptimizer(1e-3, 0.9, 0.999, 1e-8);
  const step = () =>
    adam.minimize(
      () => {
        const scores = variables.reduce<tf.Tensor>(
          (h, v, i) => layer(h, v.weights, v.gamma, v.beta, stages[i].last),
          x,
        );
        const powers = tf.exp(tf.sub(scores, tf.max(scores, 1, true)));
        const shares = tf.div(powers, tf.sum(powers, 1, true));
        return tf.neg(tf.mean(tf.sum(tf.mul(tf.log(tf.add(shares, 1e-12)), target), 1))) as tf.Scalar;
      },
      false,
      all,
    );
  step();
  const start = performance.now();
  for (let i = 0; i < steps; i++) step();
  all[0].dataSync();
  const time = (performance.now() - start) / steps;
  tf.dispose([...all, x, target]);
  adam.dispose();
  return time;
}
