import { type FinnAnswers, type FinnRecord, NO_ANSWERS } from './answers';
import { size } from './attributes';

/** FINN's answers for the choice of the K best labels: cycles = floor(labels / PE), no resources. Source: labelselect.py:161. */
export const labelSelect = ({ params: a }: FinnRecord): FinnAnswers => ({
  ...NO_ANSWERS,
  cycles: Math.trunc(size(a, 'Labels') / size(a, 'PE', 1)),
});
