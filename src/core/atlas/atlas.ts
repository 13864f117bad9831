import type { CellPosition } from '../precision';

/** What a run of the atlas is of: with equal terms a person's own training can be set beside it. */
export interface AtlasTerms {
  /** Name of the preset: "tfc". */
  network: string;
  inputBits: number;
  loss: 'cross-entropy' | 'squared-hinge';
  /** Epochs of each training, its learning rate falling to 0 over them. */
  epochs: number;
}

/** One line of the manifest: a run, and where its files are. */
export interface AtlasEntry extends AtlasTerms {
  /** "tfc-10": names the file of its accuracies (`runPath`) and the folder of its networks (`networkPath`). */
  id: string;
  /** Ascending; a cell may still lack some of them. */
  seeds: readonly number[];
  /** Cells of the grid that it holds so far with at least one seed, and how many it is meant to hold. */
  cells: number;
  wanted: number;
  /** Engine build, version of Bitscape (several are separated by "; ") and day (ISO 8601) of the training. */
  engine: string;
  revision: string;
  date: string;
  /** Seed of the packed networks; null where the run has none. */
  networksOf: number | null;
}

/** All of the reference atlas: `public/atlas/manifest.json`, docs/formats/atlas.schema.json. */
export interface AtlasManifest {
  /** Data set that all runs are trained and measured on: "mnist". */
  dataset: string;
  /** In the order to show them in; ids differ. */
  entries: readonly AtlasEntry[];
}

/** Accuracies of one training, fractions 0..1 of the integer network on the whole sets, epoch by epoch. */
export interface AtlasHistory {
  seed: number;
  validation: readonly number[];
  test: readonly number[];
}

/** A cell of the grid with its trainings, one per seed, seeds ascending; at least one. */
export interface AtlasCell extends CellPosition {
  runs: readonly AtlasHistory[];
}

/** A packed network of the atlas, by which its file can be checked. */
export interface AtlasNetwork extends CellPosition {
  /** Size of the file. */
  bytes: number;
  sha256: string;
}

/** The packed networks of a run: one file per cell, `networkPath`. */
export interface AtlasNetworks {
  /** Seed of the trainings that they are of. */
  seed: number;
  cells: readonly AtlasNetwork[];
}

/** Accuracies of one run of the atlas: `public/atlas/<id>.json`, docs/formats/atlas-run.schema.json. */
export interface AtlasRun {
  id: string;
  terms: AtlasTerms;
  dataset: string;
  /** Images that the accuracies are measured on: `accuracyInterval` takes them. */
  images: { validation: number; test: number };
  /** W down, A across, each cell once. */
  cells: readonly AtlasCell[];
  /** null where the run has none. */
  networks: AtlasNetworks | null;
}

/** Path of the manifest below `atlas/`. */
export const MANIFEST_PATH = 'manifest.json';

/** Path of a run's accuracies below `atlas/`: "tfc-10.json". */
export const runPath = (id: string): string => `${id}.json`;
