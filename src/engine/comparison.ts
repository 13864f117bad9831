import type { StageGradients, TrainerState } from './trainer';

/**
 * Largest difference from the reference that passes, relative to the largest value of the same array. Float32
 * against float64 gives about 1e-6; a wrong mask, sum or layout gives 1e-1 and more.
 */
const TOLERANCE = 1e-3;

/** Largest |a - b| over the largest |b|. */
export function relativeError(a: Float32Array, b: Float32Array): number {
  let difference = 0;
  let largest = 1e-12;
  b.forEach((value, i) => {
    difference = Math.max(difference, Number.isNaN(a[i]) ? Infinity : Math.abs(a[i] - value));
    largest = Math.max(largest, Math.abs(value));
  });
  return a.length === b.length ? difference / largest : Infinity;
}

/** The largest relative error of [name, ours, reference] triples, in words. @throws if it exceeds the tolerance. */
export function largestError(pairs: readonly (readonly [string, Float32Array, Float32Array])[]): string {
  const errors = pairs.map(([name, a, b]) => ({ name, error: relativeError(a, b) }));
  const worst = errors.reduce((a, b) => (b.error > a.error ? b : a));
  const text = `largest relative error ${worst.error.toExponential(1)} (${worst.name})`;
  if (worst.error > TOLERANCE) throw new Error(`${text}, allowed ${TOLERANCE}`);
  return text;
}

/** Every array of per-stage gradients, named. */
export const gradientPairs = (
  ours: readonly StageGradients[],
  theirs: readonly StageGradients[],
  label = '',
) =>
  theirs.flatMap((stage, i) =>
    (['weights', 'gamma', 'beta', 'points'] as const).flatMap((part) => {
      const wanted = stage[part];
      const found = ours[i][part] ?? new Float32Array();
      return wanted ? [[`${label}${part} of stage ${i}`, found, wanted] as const] : [];
    }),
  );

/** Every array of a state, named. */
export const statePairs = (ours: TrainerState, theirs: TrainerState) => [
  ...gradientPairs(ours.parameters, theirs.parameters),
  ...gradientPairs(
    ours.moments.map((s) => s.m),
    theirs.moments.map((s) => s.m),
    'm: ',
  ),
  ...gradientPairs(
    ours.moments.map((s) => s.v),
    theirs.moments.map((s) => s.v),
    'v: ',
  ),
  ...theirs.parameters.flatMap((p, i) => [
    [`mean of stage ${i}`, ours.parameters[i].mean, p.mean] as const,
    [`variance of stage ${i}`, ours.parameters[i].variance, p.variance] as const,
  ]),
];

/** @throws if two states differ in any bit. */
export function assertIdentical(ours: TrainerState, theirs: TrainerState): void {
  for (const [name, a, b] of statePairs(ours, theirs)) {
    const at = a.findIndex((value, i) => !Object.is(value, b[i]));
    if (at >= 0 || a.length !== b.length) throw new Error(`${name} differs at ${at}: ${a[at]} and ${b[at]}`);
  }
  if (ours.steps !== theirs.steps) throw new Error(`step counts differ: ${ours.steps} and ${theirs.steps}`);
}
