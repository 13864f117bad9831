import { BitscapeError } from '../errors';
import type { Stage } from '../network/topology';
import type { Folding } from './estimate';

/** The divisors of a positive integer, ascending: the legal PE of a matrix height, the legal SIMD of its width. */
export function divisorsOf(n: number): number[] {
  const small: number[] = [];
  for (let d = 1; d * d <= n; d++) if (n % d === 0) small.push(d);
  const large = small.map((d) => n / d).reverse();
  return small.at(-1) === large[0] ? [...small, ...large.slice(1)] : [...small, ...large];
}

/** Weight words per PE: cycles that one input vector takes. */
export const foldCycles = ({ mw, mh, pe, simd }: Folding): number => (mw / simd) * (mh / pe);

/** Multiply-accumulate lanes. */
export const lanesOf = ({ pe, simd }: Folding): number => pe * simd;

/**
 * Checks that a folding is legal for the stages: one per stage, matrices at least as large as the stage's (padding
 * is allowed), SIMD divides MW, PE divides MH.
 * @throws BitscapeError "FoldingCount", "FoldingTooSmall" or "IllegalFolding", naming the legal values.
 */
export function checkFolding(stages: readonly Stage[], folding: readonly Folding[]): void {
  if (folding.length !== stages.length) {
    throw new BitscapeError(
      'FoldingCount',
      `${folding.length} foldings for ${stages.length} layers: give one for each of ` +
        stages.map((s) => s.name).join(', '),
      'folding',
    );
  }
  stages.forEach((stage, i) => {
    const { mw, mh, simd, pe } = folding[i];
    checkSize(stage.name, 'MW', mw, stage.fanIn);
    checkSize(stage.name, 'MH', mh, stage.units);
    checkDivides(stage.name, 'SIMD', simd, 'MW', mw);
    checkDivides(stage.name, 'PE', pe, 'MH', mh);
  });
}

function checkSize(layer: string, name: string, declared: number, needed: number): void {
  if (Number.isInteger(declared) && declared >= needed) return;
  throw new BitscapeError(
    'FoldingTooSmall',
    `${layer}: ${name} is ${declared}, the layer needs an integer of at least ${needed} (more is padding)`,
    layer,
  );
}

function checkDivides(layer: string, name: string, value: number, of: string, size: number): void {
  if (Number.isInteger(value) && value >= 1 && size % value === 0) return;
  throw new BitscapeError(
    'IllegalFolding',
    `${layer}: ${name} ${value} does not divide ${of} ${size}; legal: ${divisorsOf(size).join(', ')}`,
    layer,
  );
}
