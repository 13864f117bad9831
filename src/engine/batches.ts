import type { ImageSet } from '../core/datasets/dataset';
import { pooledShape, type Stage, shapeSize, stagesOf } from '../core/network/topology';
import { inputQuantizer, pixelToCode } from '../core/quantizers/quantizer';
import type { Random } from '../core/random';
import type { Recipe } from './recipe';
import type { Batch } from './trainer';

/** Number of optimiser steps in an epoch. */
export const stepsPerEpoch = (count: number, batchSize: number): number => Math.ceil(count / batchSize);

/**
 * First image of batch `index`: batches of an epoch differ by at most one image, so that none is so small
 * that its BatchNorm statistics are worthless.
 */
const batchStart = (count: number, batches: number, index: number): number =>
  Math.floor((index * count) / batches);

/** The images of an epoch in random order. */
export function shuffledOrder(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  random.shuffle(order);
  return order;
}

/**
 * Makes the batches of a run: inputs quantized from pixels when they are asked for, dropout drawn from `random` in a fixed
 * order. A batch reads `order` and the images later on: they are to stay as they are.
 */
export function batchMaker(recipe: Recipe, images: ImageSet, random: Random) {
  const stages = stagesOf(recipe.topology);
  const values = pixelValues(recipe.precision.inputBits);
  const pixels = images.height * images.width;
  const batches = stepsPerEpoch(images.count, recipe.batchSize);
  return (order: Uint32Array, index: number): Batch => {
    const from = batchStart(images.count, batches, index);
    const picked = order.subarray(from, batchStart(images.count, batches, index + 1));
    const copyTo = (bytes: Uint8Array, at: number): void => {
      for (let i = 0; i < picked.length; i++) {
        const first = picked[i] * pixels;
        bytes.set(images.pixels.subarray(first, first + pixels), at + i * pixels);
      }
    };
    let inputs: Float32Array | undefined;
    return {
      size: picked.length,
      pixels: { inputBits: recipe.precision.inputBits, copyTo },
      get inputs() {
        if (inputs) return inputs;
        const bytes = new Uint8Array(picked.length * pixels);
        copyTo(bytes, 0);
        inputs = Float32Array.from(bytes, (pixel) => values[pixel]);
        return inputs;
      },
      labels: labelsOf(images, picked),
      dropout: dropoutMasks(recipe, stages, picked.length, random),
    };
  };
}

function labelsOf({ labels }: ImageSet, picked: Uint32Array): Uint8Array {
  const found = new Uint8Array(picked.length);
  for (let i = 0; i < picked.length; i++) found[i] = labels[picked[i]];
  return found;
}

/** Dropout multipliers of a batch, as `Batch.dropout` wants them. */
export function dropoutMasks(
  { dropout }: Recipe,
  stages: readonly Stage[],
  size: number,
  random: Random,
): (Float32Array | null)[] {
  const hidden = stages
    .slice(0, -1)
    .map((s) => mask(size * shapeSize(pooledShape(s)), dropout.hidden, random));
  return [mask(size * shapeSize(stages[0].input), dropout.input, random), ...hidden];
}

function mask(length: number, rate: number, random: Random): Float32Array | null {
  if (rate <= 0) return null;
  const limit = rate * 2 ** 32;
  const kept = 1 / (1 - rate);
  const multipliers = new Float32Array(length);
  for (let i = 0; i < length; i++) multipliers[i] = random.uint32() < limit ? 0 : kept;
  return multipliers;
}

/** Quantized value of each of the 256 pixel values. */
export function pixelValues(inputBits: number): Float32Array {
  const { step } = inputQuantizer(inputBits);
  return Float32Array.from({ length: 256 }, (_, pixel) => step * pixelToCode(inputBits, pixel));
}
