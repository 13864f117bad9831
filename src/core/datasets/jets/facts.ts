/**
 * The 16 features of a jet in the public data set `hls4ml_lhc_jets_hlf` (OpenML 42468), in its order: the order of the
 * network's inputs. Other copies of the data write "j_" before each name.
 */
export const JET_FEATURES: readonly string[] = [
  'zlogz',
  'c1_b0_mmdt',
  'c1_b1_mmdt',
  'c1_b2_mmdt',
  'c2_b1_mmdt',
  'c2_b2_mmdt',
  'd2_b1_mmdt',
  'd2_b2_mmdt',
  'd2_a1_b1_mmdt',
  'd2_a1_b2_mmdt',
  'm2_b1_mmdt',
  'm2_b2_mmdt',
  'n2_b1_mmdt',
  'n2_b2_mmdt',
  'mass_mmdt',
  'multiplicity',
];

/** What a jet comes from: gluon, light quark, W boson, Z boson, top quark. A label is the place in this list. */
export const JET_CLASSES: readonly string[] = ['g', 'q', 'w', 'z', 't'];

/** The column of the classes. */
export const JET_CLASS_COLUMN = 'class';

/** Rows of the public data set. */
export const JET_ROWS = 830_000;

/** Jets before anything is scaled: `features` are [count][16], `labels` places in `JET_CLASSES`. */
export interface JetTable {
  count: number;
  features: Float32Array;
  labels: Uint8Array;
}
