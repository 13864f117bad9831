import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../precision';
import type { AtlasRun } from './atlas';
import { atlasRunFromJson, atlasRunToJson } from './run-file';
import { smallRun } from './testing';

const widths = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 1 });
const runs: fc.Arbitrary<AtlasRun> = fc
  .record({
    weights: widths,
    activations: widths,
    epochs: fc.integer({ min: 1, max: 4 }),
    seeds: fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 3 }),
    validation: fc.integer({ min: 1, max: 60_000 }),
    test: fc.integer({ min: 1, max: 60_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ weights, activations, epochs, seeds, validation, test, share }) => {
    const shares = (images: number) =>
      Array.from({ length: epochs }, (_, i) => Math.floor((images * share) / (i + 1)) / images);
    return {
      ...smallRun(),
      terms: { ...smallRun().terms, epochs },
      images: { validation, test },
      cells: cellsOf(weights, activations).map((cell) => ({
        ...cell,
        runs: [...seeds]
          .sort((a, b) => a - b)
          .map((seed) => ({ seed, validation: shares(validation), test: shares(test) })),
      })),
      networks: null,
    };
  });

/** The small run's file with one text put for another. */
const changed = (from: string | RegExp, to: string): string => {
  const text = atlasRunToJson(smallRun());
  expect(text).toMatch(from);
  return text.replace(from, to);
};

describe('the file of a run', () => {
  it('gives back what it was written from, to the last bit', () => {
    expect(atlasRunFromJson(atlasRunToJson(smallRun()))).toEqual(smallRun());
    fc.assert(
      fc.property(runs, (run) => {
        expect(atlasRunFromJson(atlasRunToJson(run))).toEqual(run);
      }),
      { numRuns: 40 },
    );
  });

  it('counts images and has a line per cell', () => {
    const [, first] = atlasRunToJson(smallRun()).split('\n');
    expect(first).toBe(
      '{"weightBits":1,"activationBits":1,"runs":[' +
        '{"seed":1,"validation":[8900,9000],"test":[9100,9200]},' +
        '{"seed":2,"validation":[8900,9000],"test":[9200,9300]}]},',
    );
  });

  it('refuses to round an accuracy', () => {
    const run = smallRun();
    const halves = { ...run, images: { validation: 7, test: 10_000 } };
    expect(() => atlasRunToJson(halves)).toThrow('W1 A1: accuracy 0.89 is no share of 7 images');
  });

  it.each([
    ['another format', '"bitscape-atlas-run"', '"bitscape-atlas"', 'format is "bitscape-atlas"'],
    ['an unknown network', '"tfc"', '"vgg"', 'terms.network is "vgg"'],
    ['a missing epoch', '[8900,9000]', '[9000]', 'a list of 2 counts, one per epoch'],
    ['more right than images', '9200]', '10001]', 'cells[0].runs[0].test[1] is 10001'],
    ['half an image', '9200]', '9200.5]', 'it should be an integer'],
    ['a seed twice', '"seed":2', '"seed":1', 'different seeds, ascending'],
    ['a cell twice', '"weightBits":1,"activationBits":2', '"weightBits":1,"activationBits":1', 'each once'],
    ['a path for an id', '"tfc-2"', '"../tfc"', 'letters, digits and -'],
    ['a cut hash', /"sha256":"../, '"sha256":"', 'a SHA-256 in lower-case hex'],
    [
      'a network of no training',
      '"networks":{"seed":1',
      '"networks":{"seed":2',
      'a cell that seed 2 trained',
    ],
  ])('refuses %s by name and place', (_, from, to, message) => {
    const text = changed(from, to);
    expect(() => atlasRunFromJson(text, 'atlas/x.json')).toThrow(message);
    expect(() => atlasRunFromJson(text, 'atlas/x.json')).toThrow(
      expect.objectContaining({ name: 'BadAtlasFile', where: expect.stringContaining('atlas/x.json') }),
    );
  });

  it('names a newer version as such', () => {
    expect(() => atlasRunFromJson(changed('"version":1', '"version":2'))).toThrow(
      expect.objectContaining({ name: 'NewerFile' }),
    );
  });
});
