import { type UnrolledEstimate, unrolledEstimate } from './estimate';
import { type UnrolledLayer, weightsOf } from './layer';

/** The jet tagger of paper 002, table I: 16-64-32-32-5. */
export const JET_TAGGER: readonly UnrolledLayer[] = [
  { name: 'fc1', fanIn: 16, units: 64 },
  { name: 'fc2', fanIn: 64, units: 32 },
  { name: 'fc3', fanIn: 32, units: 32 },
  { name: 'output', fanIn: 32, units: 5 },
];

/** Paper 002's device; it prints percentages of it. */
export const ANCHOR_DEVICE = { part: 'xc7a200tfbg484-3', lut: 134600, ff: 269200, dsp: 740 };
const CLOCK_MHZ = 200;

/** One row of paper 002: percentages are whole, so they carry half a percent. */
export interface Anchor {
  table: 'II' | 'III';
  reuseFactor: number;
  sparsity: number;
  bits: number;
  lutPercent: number;
  ffPercent: number;
  dspPercent: number;
  latencyCycles: number;
  ii: number;
}

const DENSE = { table: 'II', sparsity: 0, bits: 16 } as const;
const PRUNED = { table: 'III', sparsity: 0.75, reuseFactor: 1, ii: 1 } as const;

/** Tables II (16 bits, dense) and III (75 % zeros) of paper 002. */
export const ANCHORS: readonly Anchor[] = [
  { ...DENSE, reuseFactor: 1, lutPercent: 50, ffPercent: 19, dspPercent: 148, latencyCycles: 41, ii: 1 },
  { ...DENSE, reuseFactor: 4, lutPercent: 45, ffPercent: 16, dspPercent: 126, latencyCycles: 45, ii: 4 },
  { ...DENSE, reuseFactor: 8, lutPercent: 39, ffPercent: 18, dspPercent: 71, latencyCycles: 52, ii: 8 },
  { ...PRUNED, bits: 16, lutPercent: 12, ffPercent: 6, dspPercent: 91, latencyCycles: 35 },
  { ...PRUNED, bits: 8, lutPercent: 11, ffPercent: 6, dspPercent: 0, latencyCycles: 33 },
  { ...PRUNED, bits: 6, lutPercent: 9, ffPercent: 4, dspPercent: 0, latencyCycles: 32 },
  { ...PRUNED, bits: 4, lutPercent: 7, ffPercent: 3, dspPercent: 0, latencyCycles: 31 },
];

/** Model minus paper: cycles, and percentage points of the device; null where the model has no number. */
export interface Residual {
  ii: number;
  latencyCycles: number;
  lutPoints: number | null;
  ffPoints: number | null;
  dspPoints: number;
}

/** The weights of each layer that are not 0 where an anchor's share is. */
const anchorNonZero = ({ sparsity }: Anchor): number[] =>
  JET_TAGGER.map((layer) => weightsOf(layer) * (1 - sparsity));

/** The model's estimate of an anchor, of a network with these weights. */
export const anchorEstimate = (anchor: Anchor, nonZero = anchorNonZero(anchor)): UnrolledEstimate => {
  const { bits, reuseFactor } = anchor;
  return unrolledEstimate({
    layers: JET_TAGGER,
    weightBits: bits,
    dataBits: bits,
    reuseFactor,
    strategy: 'latency',
    nonZero,
    clockMhz: CLOCK_MHZ,
    part: ANCHOR_DEVICE.part,
  });
};

/** How far the model is from an anchor. */
export function residualOf(anchor: Anchor): Residual {
  const { ii, latencyCycles, total } = anchorEstimate(anchor);
  const points = (used: number, available: number, published: number): number =>
    (100 * used) / available - published;
  return {
    ii: ii - anchor.ii,
    latencyCycles: latencyCycles - anchor.latencyCycles,
    lutPoints: total.lut === null ? null : points(total.lut, ANCHOR_DEVICE.lut, anchor.lutPercent),
    ffPoints: total.ff === null ? null : points(total.ff, ANCHOR_DEVICE.ff, anchor.ffPercent),
    dspPoints: points(total.dsp ?? 0, ANCHOR_DEVICE.dsp, anchor.dspPercent),
  };
}
