import type { Stage } from '../network/topology';

/**
 * A function of a stage, a width in bits (below 64) and a number of cycles that keeps its answers: most cells of a grid
 * ask for the same. The answers must not be changed.
 */
export function remembered<T>(
  make: (stage: Stage, bits: number, cycles: number) => T,
): (stage: Stage, bits: number, cycles: number) => T {
  const known = new WeakMap<Stage, Map<number, T>>();
  return (stage, bits, cycles) => {
    const answers = known.get(stage) ?? new Map<number, T>();
    known.set(stage, answers);
    const key = cycles * 64 + bits;
    const answer = answers.get(key) ?? make(stage, bits, cycles);
    answers.set(key, answer);
    return answer;
  };
}
