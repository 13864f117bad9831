import type { Plan } from '../plan';

/** Cycles per image: those of the slowest layer, or the beats of the input stream where they are more. */
export const paceOf = ({ input, request }: Plan): number => Math.max(input.words, request.estimate.ii);
