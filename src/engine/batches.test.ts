import { describe, expect, it } from 'vitest';
import { mlp } from '../core/network/presets';
import { stagesOf } from '../core/network/topology';
import { Random } from '../core/random';
import { batchMaker, dropoutMasks, pixelValues, shuffledOrder, stepsPerEpoch } from './batches';
import { recipeOf } from './recipe';

const topology = { ...mlp('small', [20]), input: { height: 2, width: 2, channels: 1 } };
const recipe = recipeOf({
  topology,
  precision: { weightBits: 2, activationBits: 2, inputBits: 2 },
  epochs: 1,
  seed: 1,
  batchSize: 10,
  dropout: { input: 0, hidden: 0.25 },
});

/** Image i has label i and pixels i, i + 1, i + 2, i + 3. */
const images = (count: number) => ({
  count,
  height: 2,
  width: 2,
  pixels: Uint8Array.from({ length: count * 4 }, (_, i) => Math.floor(i / 4) + (i % 4)),
  labels: Uint8Array.from({ length: count }, (_, i) => i),
});

describe('batches', () => {
  it.each([10, 11, 19, 20, 101])(
    'an epoch of %i images shows each once, in batches of near-equal size',
    (count) => {
      const next = batchMaker(recipe, images(count), new Random(1));
      const order = shuffledOrder(count, new Random(2));
      const batches = Array.from({ length: stepsPerEpoch(count, 10) }, (_, i) => next(order, i));
      const labels = batches.flatMap((b) => [...b.labels]).sort((a, b) => a - b);
      expect(labels).toEqual(Array.from({ length: count }, (_, i) => i));
      const sizes = batches.map((b) => b.size);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    },
  );

  it('holds each image beside its label, quantized', () => {
    const values = pixelValues(2);
    const batch = batchMaker(recipe, images(30), new Random(1))(shuffledOrder(30, new Random(3)), 1);
    batch.labels.forEach((label, i) => {
      const expected = [0, 1, 2, 3].map((p) => values[label + p]);
      expect([...batch.inputs.subarray(i * 4, i * 4 + 4)]).toEqual(expected);
    });
  });

  it('copies the pixels of its images to a place of their own, labels beside them', () => {
    const { pixels, labels, size } = batchMaker(
      recipe,
      images(30),
      new Random(1),
    )(shuffledOrder(30, new Random(3)), 2);
    const bytes = new Uint8Array(4 * size + 5).fill(255);
    pixels!.copyTo(bytes, 3);
    const expected = [...labels].flatMap((label) => [0, 1, 2, 3].map((p) => label + p));
    expect([...bytes]).toEqual([255, 255, 255, ...expected, 255, 255]);
  });

  it('reads pixels as -1 and +1 at one bit, as steps of 2^-b at b bits', () => {
    expect([0, 127, 128, 255].map((p) => pixelValues(1)[p])).toEqual([-1, -1, 1, 1]);
    expect([0, 63, 64, 255].map((p) => pixelValues(2)[p])).toEqual([0, 0, 0.25, 0.75]);
    expect([0, 1, 255].map((p) => pixelValues(8)[p])).toEqual([0, 1 / 256, 255 / 256]);
  });

  it('drops about the asked share and scales the rest up to keep the mean', () => {
    const [input, hidden, ...none] = dropoutMasks(recipe, stagesOf(topology), 500, new Random(4));
    expect(input).toBeNull();
    expect(none).toEqual([]);
    const dropped = hidden!.filter((m) => m === 0).length / hidden!.length;
    expect(dropped).toBeCloseTo(0.25, 1);
    expect(new Set(hidden)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
  });
});
