import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileJets, jetsDataset } from './dataset';
import { codeValue, encoded, featureCode, JET_RANGE, standardOf } from './encode';
import { JET_CLASSES, JET_FEATURES, type JetTable } from './facts';
import { createJetReader } from './reader';
import { drawJets, SYNTHETIC_JETS_NAME, syntheticJets } from './synthetic';
import { arffOf } from './testing';

const WIDTH = JET_FEATURES.length;
const table = drawJets({ seed: 2, count: 1000 });

describe('the code of a feature', () => {
  it('divides +-4 standard deviations into 256 steps', () => {
    expect([-9, -4, -4 + 1 / 32, 0, 1, 3.99, 4, 9].map(featureCode)).toEqual([
      0, 0, 1, 128, 160, 255, 255, 255,
    ]);
  });

  it('errs by at most half a step within the range', () => {
    fc.assert(
      fc.property(fc.double({ min: -JET_RANGE, max: JET_RANGE - 1e-9, noNaN: true }), (z) => {
        expect(Math.abs(codeValue(featureCode(z)) - z)).toBeLessThanOrEqual(1 / 64 + 1e-12);
      }),
    );
  });
});

describe('the data set of a table of jets', () => {
  it('has 80 to 20 percent, a tenth of the 80 for validation, each jet once', () => {
    // The first feature counts the jets, so that their codes, kept apart, tell them apart: 250 jets, 256 codes.
    const few = drawJets({ seed: 2, count: 250 });
    for (let i = 0; i < few.count; i++) few.features[i * WIDTH] = i;
    const { train, validation, test } = jetsDataset(few, { id: 'x', name: 'x' });
    expect([train.count, validation.count, test.count]).toEqual([180, 20, 50]);
    const first = [train, validation, test].flatMap(({ pixels }) =>
      Array.from({ length: pixels.length / WIDTH }, (_, i) => pixels[i * WIDTH]),
    );
    // +-1.73 standard deviations of an even spread: 110 codes for 250 jets, in pairs and threes.
    expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(105);
    expect([...first].sort((a, b) => a - b)).not.toEqual(first);
  });

  it('is of jets: images of 1 x 16 whose labels keep to their features', () => {
    // A feature that is the label: after any shuffle the two must still agree.
    const marked: JetTable = { ...table, features: table.features.slice() };
    for (let i = 0; i < marked.count; i++) marked.features[i * WIDTH + 3] = marked.labels[i];
    const data = jetsDataset(marked, { id: 'x', name: 'x' });
    const codes = new Map<number, number>();
    for (const { height, width, count, pixels, labels } of [data.train, data.validation, data.test]) {
      expect([height, width, pixels.length]).toEqual([1, WIDTH, count * WIDTH]);
      labels.forEach((label, i) => {
        const code = pixels[i * WIDTH + 3];
        expect(codes.get(label) ?? code).toBe(code);
        codes.set(label, code);
      });
    }
    expect(new Set(codes.values()).size).toBe(JET_CLASSES.length);
    expect(data.classes).toEqual(['g', 'q', 'w', 'z', 't']);
  });

  it('is standardised by the training part alone', () => {
    const data = jetsDataset(table, { id: 'x', name: 'x' });
    for (let f = 0; f < WIDTH; f++) {
      const values = Array.from({ length: data.train.count }, (_, i) =>
        codeValue(data.train.pixels[i * WIDTH + f]),
      );
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
      // 0 and 1 but for rounding and the few values beyond +-4 standard deviations.
      expect(Math.abs(mean)).toBeLessThan(0.01);
      expect(Math.abs(variance - 1)).toBeLessThan(0.06);
    }
    const testMean =
      data.test.pixels.reduce((sum, code) => sum + codeValue(code), 0) / data.test.pixels.length;
    expect(Math.abs(testMean)).toBeGreaterThan(1e-4);
  });

  it('takes a constant feature', () => {
    const rows = Uint32Array.of(0, 1);
    const flat: JetTable = {
      count: 2,
      features: new Float32Array(2 * WIDTH).fill(7),
      labels: new Uint8Array(2),
    };
    expect([...new Set(encoded(flat, rows, standardOf(flat, rows)))]).toEqual([128]);
  });

  it('refuses fewer than it can split', () => {
    expect(() => jetsDataset(drawJets({ seed: 1, count: 10 }), { id: 'x', name: 'x' })).toThrow(
      expect.objectContaining({ name: 'TooFewJets' }),
    );
  });

  it('of a file has an id of its content, whatever the format', () => {
    const reader = createJetReader('jets.arff');
    reader.push(arffOf(table));
    const [read, direct] = [fileJets(reader.end()), fileJets(table)];
    expect(read).toEqual(direct);
    expect(direct.id).toMatch(/^jets-[0-9a-f]{12}$/);
    expect(direct.name).toContain('1000 of the LHC jets');
    expect(fileJets(drawJets({ seed: 3, count: 1000 })).id).not.toBe(direct.id);
  });
});

describe('synthetic jets', () => {
  it('say that they are not the LHC data, and are the same for the same seed', () => {
    const [a, b, other] = [1, 1, 2].map((seed) => syntheticJets({ seed, count: 500 }));
    expect(a).toEqual(b);
    expect(a.train.pixels).not.toEqual(other.train.pixels);
    expect(a.name).toBe(SYNTHETIC_JETS_NAME);
    expect(a.name).toContain('not the LHC data');
    expect([a.id, syntheticJets().id]).toEqual(['synthetic-jets-1-500', 'synthetic-jets']);
  });

  it('have five classes of about the same size, that nearest means tell apart in part', () => {
    const { train, test } = syntheticJets({ seed: 1, count: 6000 });
    const sums = JET_CLASSES.map(() => new Float64Array(WIDTH));
    const counts = new Float64Array(JET_CLASSES.length);
    train.labels.forEach((label, i) => {
      counts[label]++;
      for (let f = 0; f < WIDTH; f++) sums[label][f] += train.pixels[i * WIDTH + f];
    });
    expect(Math.min(...counts) / Math.max(...counts)).toBeGreaterThan(0.9);
    let right = 0;
    test.labels.forEach((label, i) => {
      const distance = sums.map((sum, c) =>
        sum.reduce((d, value, f) => d + (test.pixels[i * WIDTH + f] - value / counts[c]) ** 2, 0),
      );
      if (distance.indexOf(Math.min(...distance)) === label) right++;
    });
    // By chance 0.2; a network reaches 0.73, so a harder task than its class means.
    expect(right / test.count).toBeGreaterThan(0.45);
    expect(right / test.count).toBeLessThan(0.7);
  });
});
