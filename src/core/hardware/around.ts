import { pooledShape, type Shape, type Stage } from '../network/topology';
import type { Precision } from '../precision';
import { convolutionSwg, poolSwg, swgOutWidth } from './chain-swg';
import { dwcLut } from './dwc';
import { type FifoParams, fifoBram, fifoLut } from './fifo';
import { divisorsOf } from './folding';
import { remembered } from './remembered';
import { type Swg, swgCycles, swgLut } from './swg';
import { swgBram } from './swg-memory';

/** A width converter: bits of its streams. */
export interface Dwc {
  inWidth: number;
  outWidth: number;
}

/** A max-pool of `pe` channels at once. */
export interface Pool {
  stage: Stage;
  pe: number;
}

/** What stands between two MVAUs, in the order of the data. */
export type Part =
  | { kind: 'swg'; at: Swg }
  | { kind: 'fifo'; at: FifoParams }
  | { kind: 'dwc'; at: Dwc }
  | { kind: 'pool'; at: Pool };

/** Deepest FIFO that FINN builds from shift registers (`max_qsrl_depth`); deeper ones are Vivado's, in block RAM. */
const DEEPEST_RTL = 256;

/** Bits of an input of stage `i`. */
export const inputBitsOf = (
  i: number,
  { inputBits, activationBits }: Omit<Precision, 'weightBits'>,
): number => (i === 0 ? inputBits : activationBits);

const outputsOf = (stage: Stage): number => {
  const { height, width } = pooledShape(stage);
  return height * width;
};

/** Cycles per image of the pool behind a stage. */
export const poolCycles = ({ stage, pe }: Pool): number =>
  ((stage.units * stage.pool ** 2) / pe) * outputsOf(stage);

/** The generator and the pool behind a stage: the fewest channels at once with which both keep up with `cycles`. */
const poolOf = remembered((stage, bits, cycles) => {
  const keepsUp = (pe: number): boolean =>
    Math.max(poolCycles({ stage, pe }), swgCycles(poolSwg(stage, bits, pe))) <= cycles;
  const pe = divisorsOf(stage.units).find(keepsUp) ?? stage.units;
  return { pe, swg: poolSwg(stage, bits, pe) };
});

/** The generator before a convolution that keeps up with `cycles`. */
const windowsOf = remembered(convolutionSwg);

/**
 * How what stands before the MVAU of stage `i` is folded where the slowest MVAU takes `cycles`: a number that is the same
 * for the same folding. 0 where nothing depends on it.
 */
export function sizingOf(stages: readonly Stage[], i: number, bits: number, cycles: number): number {
  const pool = i > 0 && stages[i - 1].pool > 1 ? poolOf(stages[i - 1], bits, cycles).pe : 0;
  if (stages[i].kind !== 'conv') return pool;
  const { simd, style } = windowsOf(stages[i], bits, cycles);
  return ((style === 'parallel' ? 1 : 0) * 4096 + simd) * 4096 + pool;
}

/**
 * What stands before the MVAU of stage `i`: behind the MVAU before it (with `pe` outputs at once) a max-pool with its
 * generator, then the generator of a convolution. Before every generator and MVAU but the first node is a FIFO: of a
 * kernel's rows but one for a generator, of one vector (or window) for an MVAU. It is on the wider side of its converter:
 * what is read in a burst is there as the reader wants it, what is written in a burst finds room as the writer has it.
 * `cycles`: of the slowest MVAU.
 */
export function partsBefore(
  stages: readonly Stage[],
  i: number,
  bits: number,
  pe: number,
  simd: number,
  cycles: number,
): Part[] {
  const parts: Part[] = [];
  const stage = stages[i];
  const windows = stage.kind === 'conv' ? windowsOf(stage, bits, cycles) : null;
  const wanted = windows ? windows.simd * bits : simd * bits;
  if (i > 0) parts.push(...betweenStages(stages[i - 1], stage, bits, pe * bits, wanted, cycles));
  if (windows) {
    parts.push({ kind: 'swg', at: windows });
    join(parts, swgOutWidth(windows), simd * bits, stage.fanIn * bits);
  }
  return parts;
}

/** From the MVAU of a stage, which writes `given` bits at once, to the next one, which reads `wanted` bits at once. */
function betweenStages(
  from: Stage,
  to: Stage,
  bits: number,
  given: number,
  wanted: number,
  cycles: number,
): Part[] {
  const parts: Part[] = [];
  let width = given;
  if (from.pool > 1) {
    const { pe, swg } = poolOf(from, bits, cycles);
    width = pe * bits;
    join(parts, given, width, bits * rowsBefore(from.pool, from.output));
    parts.push({ kind: 'swg', at: swg }, { kind: 'pool', at: { stage: from, pe } });
  }
  join(parts, width, wanted, bits * (to.kind === 'conv' ? rowsBefore(to.kernel, to.input) : to.fanIn));
  return parts;
}

/** Elements of the rows that a generator reads before its first window, less the last one; at least one row. */
const rowsBefore = (kernel: number, map: Shape): number => Math.max(1, kernel - 1) * map.width * map.channels;

/** A FIFO for `content` bits from a stream to the next, on the wider side of the converter where they differ. */
function join(parts: Part[], given: number, wanted: number, content: number): void {
  const fifo: Part = { kind: 'fifo', at: fifoOf(content, Math.max(given, wanted)) };
  if (given >= wanted) parts.push(fifo);
  convert(parts, given, wanted);
  if (given < wanted) parts.push(fifo);
}

function convert(parts: Part[], inWidth: number, outWidth: number): void {
  if (inWidth !== outWidth) parts.push({ kind: 'dwc', at: { inWidth, outWidth } });
}

function fifoOf(content: number, width: number): FifoParams {
  const depth = Math.max(2, Math.ceil(content / width));
  return depth <= DEEPEST_RTL
    ? { depth, width, impl_style: 'rtl', ram_style: 'auto' }
    : { depth, width, impl_style: 'vivado', ram_style: 'block' };
}

/** What a part takes; pools have no model. */
export function partLut(part: Part): number {
  if (part.kind === 'fifo') return fifoLut(part.at);
  if (part.kind === 'dwc') return dwcLut(part.at.inWidth, part.at.outWidth);
  return part.kind === 'swg' ? swgLut(part.at) : 0;
}

/** RAMB18s of a part. */
export function partBram(part: Part): number {
  if (part.kind === 'fifo') return fifoBram(part.at);
  return part.kind === 'swg' ? swgBram(part.at) : 0;
}
