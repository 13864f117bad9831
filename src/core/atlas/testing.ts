import { cellsOf } from '../precision';
import type { AtlasEntry, AtlasRun } from './atlas';
import { listedNetwork } from './networks';

/** Accuracies of n epochs, on 10 000 images, that end at `last`. */
export const rising = (epochs: number, last: number): number[] =>
  Array.from({ length: epochs }, (_, i) => Math.round((last - (epochs - 1 - i) * 0.01) * 10_000) / 10_000);

/** Bytes of no network, one per cell. */
export const PACKED = Uint8Array.of(1, 2, 3, 4);

/** A run of 2 x 2 cells and two epochs, seeds 1 and 2, whose W1 A2 has seed 1 alone. */
export const smallRun = (): AtlasRun => ({
  id: 'tfc-2',
  terms: { network: 'tfc', inputBits: 1, loss: 'cross-entropy', epochs: 2 },
  dataset: 'mnist',
  images: { validation: 10_000, test: 10_000 },
  cells: cellsOf([1, 3], [1, 2]).map((cell, i) => ({
    ...cell,
    runs: [1, 2]
      .filter((seed) => i !== 1 || seed === 1)
      .map((seed) => ({ seed, validation: rising(2, 0.9 + i / 100), test: rising(2, 0.91 + seed / 100) })),
  })),
  networks: { seed: 1, cells: cellsOf([1], [1, 2]).map((cell) => listedNetwork(cell, PACKED)) },
});

/** A line of the manifest for it, with what a test is about put in. */
export const entryOf = (members: Partial<AtlasEntry> = {}): AtlasEntry => ({
  id: 'tfc-2',
  network: 'tfc',
  inputBits: 1,
  loss: 'cross-entropy',
  epochs: 2,
  seeds: [1, 2],
  cells: 4,
  wanted: 64,
  engine: 'reference',
  revision: '0.1.0',
  date: '2030-12-31',
  networksOf: 1,
  ...members,
});
