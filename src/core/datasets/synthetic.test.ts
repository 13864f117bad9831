import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../sha256';
import { drawDataset, SYNTHETIC_DEFAULTS, syntheticDataset, syntheticDigits, syntheticId } from './synthetic';

const imagesOf = (set: { count: number; pixels: Uint8Array }): string[] =>
  Array.from({ length: set.count }, (_, i) => sha256Hex(set.pixels.subarray(i * 784, (i + 1) * 784)));

const centreOfMass = (image: Uint8Array): [number, number] => {
  let [mass, x, y] = [0, 0, 0];
  for (const [at, value] of image.entries()) {
    mass += value;
    x += value * (at % 28);
    y += value * Math.floor(at / 28);
  }
  return [x / mass, y / mass];
};

describe('syntheticDigits', () => {
  const digits = syntheticDigits({ seed: 5, count: 1000 });

  it('gives the same bytes on every machine (own output, pinned)', () => {
    const { pixels, labels } = syntheticDigits({ seed: 1, count: 100 });
    expect(sha256Hex(pixels)).toBe('c3382767e58f7965d8e0b46fb67c0580e4e1de9acfe57a2918d85a9fac1d37e3');
    expect(labels.subarray(0, 10).join('')).toBe('4860729402');
  });

  it('draws image i whatever the count', () => {
    const all = imagesOf(digits);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (count) => {
        const fewer = syntheticDigits({ seed: 5, count });
        expect(imagesOf(fewer)).toEqual(all.slice(0, count));
        expect([...fewer.labels]).toEqual([...digits.labels.subarray(0, count)]);
      }),
      { numRuns: 10 },
    );
  });

  it('draws every digit about equally often', () => {
    const counts = new Array(10).fill(0);
    for (const label of digits.labels) counts[label]++;
    // 1000 draws of probability 0.1: standard deviation 9.5, so four of them.
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(38);
  });

  it('has the polarity of MNIST: ink on a background of 0', () => {
    for (let i = 0; i < digits.count; i++) {
      const image = digits.pixels.subarray(i * 784, (i + 1) * 784);
      expect(Math.max(...image)).toBeGreaterThan(150);
      expect(image[0] + image[27] + image[756] + image[783]).toBe(0);
    }
  });

  it('has the position of MNIST: centre of mass in the middle', () => {
    const offCentre = Array.from({ length: digits.count }, (_, i) => {
      const [x, y] = centreOfMass(digits.pixels.subarray(i * 784, (i + 1) * 784));
      return Math.max(Math.abs(x - 14), Math.abs(y - 14));
    }).filter((distance) => distance > 0.51);
    // Whole-pixel moves leave at most half a pixel; a wide 7 may lose ink at the border and so miss by more.
    expect(offCentre.length).toBeLessThanOrEqual(2);
    expect(Math.max(0, ...offCentre)).toBeLessThan(1);
  });

  it('has about the ink of MNIST', () => {
    const mean = digits.pixels.reduce((sum, value) => sum + value, 0) / digits.pixels.length;
    // Mean of MNIST's training pixels: 0.1307 * 255 = 33.3.
    expect(mean).toBeGreaterThan(30);
    expect(mean).toBeLessThan(37);
  });

  it('differs by seed', () => {
    expect(syntheticDigits({ seed: 6, count: 1 }).pixels.join()).not.toBe(
      digits.pixels.subarray(0, 784).join(),
    );
  });
});

describe('syntheticDataset', () => {
  it('draws disjoint parts', () => {
    const data = syntheticDataset({ seed: 3, train: 400, validation: 300, test: 300 });
    const all = [data.train, data.validation, data.test].flatMap(imagesOf);
    expect(new Set(all).size).toBe(1000);
  });

  it('is "synthetic" with the default sizes, and says seed and sizes otherwise', () => {
    const sizes = { seed: 3, train: 2, validation: 2, test: 2 };
    expect(syntheticDataset(sizes)).toMatchObject({
      id: 'synthetic-3-2-2-2',
      name: 'synthetic digits, not MNIST',
    });
    expect(syntheticId(SYNTHETIC_DEFAULTS)).toBe('synthetic');
  });

  it('reports progress over all parts, in order, up to the total', () => {
    const seen: number[] = [];
    syntheticDataset({
      seed: 1,
      train: 600,
      validation: 300,
      test: 100,
      onProgress: (done, total) => {
        expect(total).toBe(1000);
        seen.push(done);
      },
    });
    expect(seen).toEqual([250, 500, 850, 1000]);
  });

  it('can be drawn in steps, and left', () => {
    const steps = drawDataset({ seed: 1, train: 500, validation: 1, test: 1 });
    expect(steps.next()).toEqual({ done: false, value: 250 });
    expect(steps.next()).toEqual({ done: false, value: 500 });
    expect(steps.next()).toMatchObject({ done: true, value: { train: { count: 500 } } });
  });
});
