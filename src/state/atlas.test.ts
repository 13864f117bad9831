import { describe, expect, it } from 'vitest';
import { entryOf, rising, smallRun } from '../core/atlas/testing';
import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import {
  atlasTerms,
  type LoadedAtlas,
  referenceLayer,
  referenceNetwork,
  referenceRun,
  wantedEntries,
} from './atlas';

const designOf = (patch: Partial<Design> = {}): Design => ({
  ...DESIGN_DEFAULTS,
  selected: { weightBits: 1, activationBits: 1 },
  ...patch,
});
const short = entryOf();
const long = entryOf({ id: 'tfc-4', epochs: 4, networksOf: null });
const manifest = { dataset: 'mnist', entries: [short, long] };
const longRun = () => ({
  ...smallRun(),
  id: 'tfc-4',
  terms: { ...smallRun().terms, epochs: 4 },
  cells: [
    {
      weightBits: 1,
      activationBits: 1,
      runs: [{ seed: 5, validation: rising(4, 0.95), test: rising(4, 0.96) }],
    },
  ],
  networks: null,
});
const atlas: LoadedAtlas = { manifest, runs: { 'tfc-2': smallRun(), 'tfc-4': longRun() } };

describe('what belongs to a design', () => {
  it('a preset under its own name and as its widths, with the input bits of the network', () => {
    const tfc = { network: 'tfc', inputBits: 1, loss: 'cross-entropy', epochs: 5 };
    expect([atlasTerms(designOf()), atlasTerms(designOf({ network: '784-64-64-64-10' }))]).toEqual([
      tfc,
      tfc,
    ]);
    expect(referenceRun(atlas, designOf({ network: '784-8-10' }))).toBeNull();
    expect(referenceRun(atlas, designOf({ inputBits: 2 }))).toBeNull();
  });

  it('is loaded to show and to export from, each run once', () => {
    const wanted = (patch: Partial<Design>) => wantedEntries(manifest, designOf(patch)).map(({ id }) => id);
    expect([wanted({ epochs: 2 }), wanted({ epochs: 5 }), wanted({ network: 'sfc' })]).toEqual([
      ['tfc-2'],
      ['tfc-4', 'tfc-2'],
      [],
    ]);
  });

  it('is nothing until it is loaded', () => {
    const none = { manifest, runs: {} };
    expect([referenceRun(none, designOf()), referenceNetwork(none, designOf())]).toEqual([null, null]);
    expect(referenceRun({ manifest: null, runs: {} }, designOf())).toBeNull();
  });
});

describe('the layer of a run', () => {
  it('has the mean over the seeds, with every seed', () => {
    const { cells } = referenceLayer({ entry: short, run: smallRun() }, 2);
    const { value, history, seeds, sd } = cells.w1a1;
    // Seeds 1 and 2 of the example end at 92 and 93 %.
    expect(value).toBeCloseTo(0.925, 12);
    expect(history.map((share) => share.toFixed(3))).toEqual(['0.915', '0.925']);
    expect(seeds).toEqual([
      { seed: 1, accuracy: 0.92 },
      { seed: 2, accuracy: 0.93 },
    ]);
    expect(sd).toBeCloseTo(0.01 / Math.SQRT2, 12);
  });

  it('says what it is of, and where its epochs are not the design’s', () => {
    const terms = (epochs: number) => referenceLayer({ entry: short, run: smallRun() }, epochs).terms;
    // W1 A2 of the example has one seed only.
    expect(terms(2)).toBe('TFC, MNIST, 2 epochs, 1 to 2 seeds');
    expect(terms(5)).toBe('TFC, MNIST, 2 epochs (yours: 5), 1 to 2 seeds');
  });

  it('says of a pruned design that its networks are not', () => {
    const words = (pruned: boolean) => referenceLayer({ entry: short, run: smallRun() }, 2, pruned).terms;
    expect(words(true)).toBe(`${words(false)}, not pruned`);
  });

  it('says who made it and what it leaves out', () => {
    const { origin } = referenceLayer({ entry: short, run: smallRun() }, 2);
    expect(origin).toMatch(/run tfc-2 .* trained by reference, Bitscape 0\.1\.0, 2030-12-31/);
    expect(origin).toMatch(/long runs of paper 003 \(LFC, 100 epochs\) are not in the atlas$/);
  });
});

describe('the network of a cell', () => {
  it('is that of the run with networks, with the accuracy of its own seed and not the mean', () => {
    const found = referenceNetwork(atlas, designOf({ epochs: 4 }))!;
    expect([found.entry.id, found.seed, found.accuracy, found.packed.bytes]).toEqual(['tfc-2', 1, 0.92, 4]);
    expect(referenceRun(atlas, designOf({ epochs: 4 }))?.entry.id).toBe('tfc-4');
  });

  it('is none where the run has none of the cell', () => {
    const selected = { weightBits: 3, activationBits: 1 };
    expect(referenceNetwork(atlas, designOf({ selected }))).toBeNull();
  });
});
