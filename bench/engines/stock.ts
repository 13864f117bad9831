import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { type Stage, shapeSize, stagesOf, type Topology } from '../../src/core/network/topology';
import { Random } from '../../src/core/random';
import { dropoutMasks } from '../../src/engine/batches';
import { recipeOf } from '../../src/engine/recipe';
import { BATCH } from './table';

/** Quantizes to steps of 1/2 with a straight-through gradient. */
const fakeQuantize = tf.customGrad((x) => {
  const value = tf.div(tf.floor(tf.add(tf.mul(x as tf.Tensor, 2), 0.5)), 2);
  return { value, gradFunc: (dy: tf.Tensor) => dy };
});

/** A product of two matrices. */
type Product = (x: tf.Tensor2D, weights: tf.Tensor2D) => tf.Tensor;

/**
 * `stock`: tfjs's own, whose gradients are products with transposed operands, for which tfjs-wasm has only slow code.
 * `transposes`: the gradients transpose first; `input` is that of the network, which needs no gradient.
 */
const PRODUCTS: Readonly<Record<StockStyle, (input: boolean) => Product>> = {
  stock: () => tf.matMul,
  transposes: (input) => (input ? inputProduct : hiddenProduct),
};

/** How a tfjs program multiplies. */
export type StockStyle = 'stock' | 'transposes';

const hiddenProduct = tf.customGrad((x, weights, save) => {
  const operands = [x as tf.Tensor2D, weights as tf.Tensor2D] as const;
  (save as tf.GradSaveFunc)([...operands]);
  const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => [
    tf.matMul(dy as tf.Tensor2D, tf.transpose(saved[1]) as tf.Tensor2D),
    tf.matMul(tf.transpose(saved[0]) as tf.Tensor2D, dy as tf.Tensor2D),
  ];
  return { value: tf.matMul(...operands), gradFunc };
}) as Product;

const inputProduct: Product = (x, weights) =>
  tf.customGrad((b, save) => {
    (save as tf.GradSaveFunc)([x]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
      tf.matMul(tf.transpose(saved[0]) as tf.Tensor2D, dy as tf.Tensor2D);
    return { value: tf.matMul(x, b as tf.Tensor2D), gradFunc };
  })(weights);

/** The windows of a convolution as rows, made of one slice for each place of the kernel: [batch * vectors][fanIn]. */
function windowsOf(x: tf.Tensor, { kernel, input, output, fanIn }: Stage): tf.Tensor2D {
  const map = tf.reshape(x, [BATCH, input.height, input.width, input.channels]);
  const places = [...Array(kernel * kernel).keys()];
  const slices = places.map((i) =>
    tf.slice(
      map,
      [0, Math.floor(i / kernel), i % kernel, 0],
      [BATCH, output.height, output.width, input.channels],
    ),
  );
  return tf.reshape(tf.concat(slices, 3), [-1, fanIn]) as tf.Tensor2D;
}

const pooled = (x: tf.Tensor, { pool, output }: Stage): tf.Tensor =>
  pool === 1
    ? x
    : tf.maxPool(
        tf.reshape(x, [BATCH, output.height, output.width, output.channels]) as tf.Tensor4D,
        pool,
        pool,
        'valid',
      );

interface Variables {
  weights: tf.Variable;
  gamma: tf.Variable;
  beta: tf.Variable;
}

/** Dropout multipliers of the input and of each hidden output, those of our trainers; null = no dropout there. */
function masksOf(topology: Topology, stages: readonly Stage[]): (tf.Tensor | null)[] {
  const precision = { weightBits: 3, activationBits: 3, inputBits: 1 };
  const recipe = recipeOf({ topology, precision, epochs: 1, seed: 1 });
  return dropoutMasks(recipe, stages, BATCH, new Random(1)).map(
    (mask) => mask && tf.tensor2d(mask, [BATCH, mask.length / BATCH]),
  );
}

const dropped = (x: tf.Tensor, mask: tf.Tensor | null): tf.Tensor =>
  mask ? tf.mul(tf.reshape(x, mask.shape), mask) : x;

function layer(x: tf.Tensor, stage: Stage, v: Variables, product: Product): tf.Tensor {
  const rows = stage.kind === 'conv' ? windowsOf(x, stage) : tf.reshape(x, [BATCH, stage.fanIn]);
  const quantized = fakeQuantize(tf.clipByValue(v.weights, -1.5, 1.5)) as tf.Tensor2D;
  const z = product(rows as tf.Tensor2D, quantized);
  const { mean, variance } = tf.moments(z, 0);
  const y = tf.add(tf.mul(tf.div(tf.sub(z, mean), tf.sqrt(tf.add(variance, 1e-4))), v.gamma), v.beta);
  return stage.last ? y : pooled(fakeQuantize(tf.clipByValue(y, -1, 1)), stage);
}

/**
 * Milliseconds of a W3A3 training step at batch 100 on the current tfjs backend, written the usual way: autodiff, and
 * tfjs's Adam. In the style `stock` for dense layers only: tfjs-wasm cannot differentiate convolutions.
 */
export function measureStock(topology: Topology, steps: number, style: StockStyle): number {
  const stages = stagesOf(topology);
  const variables = stages.map(({ fanIn, units }) => ({
    weights: tf.variable(tf.randomUniform([fanIn, units], -1, 1)),
    gamma: tf.variable(tf.ones([units])),
    beta: tf.variable(tf.zeros([units])),
  }));
  const all = variables.flatMap((v) => [v.weights, v.gamma, v.beta]);
  const products = stages.map((_, i) => PRODUCTS[style](i === 0));
  const masks = masksOf(topology, stages);
  const x = tf.randomUniform([BATCH, shapeSize(topology.input)], -1, 1);
  const target = tf.oneHot(
    tf.tensor1d(
      [...Array(BATCH).keys()].map((i) => i % 10),
      'int32',
    ),
    10,
  );
  const adam = new tf.AdamOptimizer(1e-3, 0.9, 0.999, 1e-8);
  const step = () =>
    adam.minimize(
      () => {
        const scores = stages.reduce<tf.Tensor>(
          (h, stage, i) => layer(dropped(h, masks[i]), stage, variables[i], products[i]),
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
  tf.dispose([...all, ...masks.flatMap((mask) => mask ?? []), x, target]);
  adam.dispose();
  return time;
}
