import { BitscapeError } from '../../errors';
import { Random } from '../../random';
import { sha256Hex } from '../../sha256';
import type { Dataset, ImageSet } from '../dataset';
import { encoded, type Standard, standardOf } from './encode';
import { JET_CLASSES, JET_FEATURES, JET_ROWS, type JetTable } from './facts';

/** Paper 002 splits 80 to 20 percent; a tenth of the 80 validates, which paper 002 does not say. */
const SPLIT = { test: 0.2, validation: 0.1 } as const;

/** Seed of the shuffle: one split for all, whatever the seed of a training. */
const SEED = 1;

/**
 * The data set of a table of jets: shuffled, the last fifth tests, a tenth of the rest validates. Features are
 * standardised by the training part and coded in a byte each (`encode.ts`), so that a jet is an image of 1 x 16 pixels.
 * @throws BitscapeError "TooFewJets".
 */
export function jetsDataset(table: JetTable, { id, name }: Pick<Dataset, 'id' | 'name'>): Dataset {
  const order = Uint32Array.from({ length: table.count }, (_, i) => i);
  Random.for(SEED, 'jets').shuffle(order);
  const test = Math.floor(SPLIT.test * table.count);
  const validation = Math.floor(SPLIT.validation * (table.count - test));
  if (validation === 0) {
    throw new BitscapeError(
      'TooFewJets',
      `${table.count} jets are too few to train, validate and test on`,
      'jets',
    );
  }
  const train = table.count - test - validation;
  const rows = (from: number, to: number) => order.subarray(from, to);
  const standard = standardOf(table, rows(0, train));
  const set = (from: number, to: number) => imagesOf(table, rows(from, to), standard);
  return {
    id,
    name,
    classes: JET_CLASSES,
    train: set(0, train),
    validation: set(train, train + validation),
    test: set(train + validation, table.count),
  };
}

/** The data set of a file's table; its id is of the content, so that the CSV and the ARFF file of one set are one. */
export function fileJets(table: JetTable): Dataset {
  const { count, features, labels } = table;
  const bytes = new Uint8Array(features.byteLength + labels.length);
  bytes.set(new Uint8Array(features.buffer, features.byteOffset, features.byteLength));
  bytes.set(labels, features.byteLength);
  const digest = sha256Hex(bytes).slice(0, 12);
  const name = count === JET_ROWS ? 'LHC jets' : `${count} of the LHC jets (${digest.slice(0, 6)})`;
  return jetsDataset(table, { id: `jets-${digest}`, name });
}

const imagesOf = (table: JetTable, rows: Uint32Array, standard: Standard): ImageSet => ({
  count: rows.length,
  height: 1,
  width: JET_FEATURES.length,
  pixels: encoded(table, rows, standard),
  labels: Uint8Array.from(rows, (row) => table.labels[row]),
});
