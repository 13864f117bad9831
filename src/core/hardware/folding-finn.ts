import { BitscapeError } from '../errors';
import type { Stage } from '../network/topology';
import type { Folding } from './estimate';
import { divisorsOf, foldCycles } from './folding';

/** Widest weight stream of one PE in bits while SIMD grows: FINN's default of `mvau_wwidth_max`. */
export const WEIGHT_STREAM_BITS = 36;

/**
 * Cycles per image that a frame rate leaves at a clock, rounded down (build_dataflow_config.py).
 * @throws BitscapeError "IllegalTarget" if either is not a positive number.
 */
export function targetCycles(targetFps: number, clockMhz: number): number {
  if (!(targetFps > 0 && clockMhz > 0 && Number.isFinite(targetFps) && Number.isFinite(clockMhz))) {
    throw new BitscapeError(
      'IllegalTarget',
      `${targetFps} frames/s at ${clockMhz} MHz: both must be positive numbers`,
      'targetFps',
    );
  }
  return Math.trunc((clockMhz * 1e6) / targetFps);
}

/**
 * FINN's folding for a target: every MVAU first raises SIMD over the divisors of MW while its weight stream stays
 * within 36 bits, then PE over the divisors of MH, and stops as soon as it takes fewer cycles than the target. If a
 * layer cannot reach the target, all are folded again for the cycles of that slowest layer (two-pass relaxation).
 * Source: finn/transformation/fpgadataflow/set_folding.py, class SetFolding.
 */
export function finnFolding(stages: readonly Stage[], weightBits: number, target: number): Folding[] {
  const first = stages.map((stage) => foldStage(stage, weightBits, target));
  const slowest = Math.max(...first.map((folding, i) => foldCycles(folding) * stages[i].vectors));
  return slowest > target ? stages.map((stage) => foldStage(stage, weightBits, slowest)) : first;
}

function foldStage({ fanIn: mw, units: mh, vectors }: Stage, weightBits: number, target: number): Folding {
  const meets = (simd: number, pe: number): boolean => (mw / simd) * (mh / pe) * vectors < target;
  let simd = 1;
  for (const wider of divisorsOf(mw)) {
    const enough = meets(wider, 1);
    if (!enough && weightBits * wider > WEIGHT_STREAM_BITS) break;
    simd = wider;
    if (enough) break;
  }
  const pe = divisorsOf(mh).find((d) => meets(simd, d)) ?? mh;
  return { pe, simd, mw, mh };
}
