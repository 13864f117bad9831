import { describe, expect, it } from 'vitest';
import { estimatorOf } from '../hardware/estimators';
import { FLOAT_BITS } from '../precision';
import { foldNetwork } from './fold';
import { classify } from './infer';
import { packNetwork, unpackNetwork } from './pack';
import { mlp, PRESETS } from './presets';
import { randomImages, randomParameters } from './testing';

const at = (weightBits: number, activationBits: number) => ({ weightBits, activationBits, inputBits: 8 });

describe('widths beyond 8 bits', () => {
  it.each([
    [9, 9],
    [12, 10],
    [16, 6],
    [8, 14],
  ])('W%i A%i folds, packs and unpacks to the same network', (weightBits, activationBits) => {
    const topology = mlp('small', [12, 9]);
    const precision = { ...at(weightBits, activationBits), inputBits: 4 };
    const network = foldNetwork(topology, precision, randomParameters(topology, 3));
    const again = unpackNetwork(topology, precision, packNetwork(network));
    expect(again.stages).toEqual(network.stages);
    const images = randomImages(topology, 20, 1);
    expect(classify(again, images)).toEqual(classify(network, images));
  });

  it('are refused, with what would be right, where sums or thresholds are beyond what the integers hold', () => {
    const named = (name: string, words: string) =>
      expect.objectContaining({ name, message: expect.stringContaining(words) });
    const wide = mlp('wide', [16]);
    expect(() => foldNetwork(wide, at(16, 8), randomParameters(wide, 1))).toThrow(
      named('AccumulatorTooWide', 'use fewer weight or activation bits'),
    );
    const broad = mlp('broad', [1024]);
    expect(() => foldNetwork(broad, at(2, 16), randomParameters(broad, 1))).toThrow(
      named('TooManyThresholds', '1024 x 32768 thresholds, at most 8388608'),
    );
    expect(() => foldNetwork(wide, at(FLOAT_BITS, 8), randomParameters(wide, 1))).toThrow(
      named('FloatNetwork', 'W32f A8 has no integer network'),
    );
  });

  it.each(['finn', 'finn-r'])('%s estimates them, each bit more for no less', (id) => {
    const lutAt = (bits: number) =>
      estimatorOf(id).estimate({
        topology: PRESETS.cnn,
        precision: at(bits, bits),
        targetFps: 1e4,
        clockMhz: 100,
        part: 'xc7z020clg400-1',
      }).total.lut ?? Number.NaN;
    const luts = [8, 9, 12, 16].map(lutAt);
    expect(luts.every((lut, i) => lut > (luts[i - 1] ?? 0))).toBe(true);
  });
});
