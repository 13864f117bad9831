import fc from 'fast-check';
import { FLOAT_BITS } from '../precision';
import type { Branch, Pipeline } from './pipeline';
import type { CompressionStep } from './plan';
import { STEP_KINDS, type StepField } from './step-kinds';
import { newStep } from './step-values';

const choiceOf = ({ path, legal }: StepField): fc.Arbitrary<number | string> => {
  if (legal.type === 'word') return fc.constantFrom(...legal.words);
  if (path === 'weights.bits') return fc.integer({ min: 2, max: 15 });
  if (path === 'activations.bits') return fc.constantFrom(2, 8, 16, FLOAT_BITS);
  if (legal.type === 'integer') return fc.integer({ min: legal.min, max: legal.max });
  return fc.double({ min: legal.min, max: legal.max, noNaN: true, minExcluded: true });
};

/** Any legal step of a kind. */
export const stepsOf = (kind: CompressionStep['kind']): fc.Arbitrary<CompressionStep> =>
  fc
    .tuple(...STEP_KINDS[kind].fields.map(choiceOf))
    .map((values) =>
      newStep(kind, Object.fromEntries(STEP_KINDS[kind].fields.map(({ path }, i) => [path, values[i]]))),
    );

/** Any legal branch: a training, prunings, quantizations, and perhaps its hardware. */
const branches: fc.Arbitrary<Branch> = fc.record({
  name: fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter(
      (text) => text.trim() === text && text !== '' && text.length <= 40 && !/[\p{Cc}\p{Cs}]/u.test(text),
    ),
  wanted: fc.option(fc.double({ min: 0, max: 1, noNaN: true, minExcluded: true }), { nil: null }),
  steps: fc
    .tuple(
      stepsOf('train'),
      fc.array(stepsOf('prune'), { maxLength: 2 }),
      fc.array(fc.oneof(stepsOf('ptq'), stepsOf('partial-ptq'), stepsOf('qat')), { maxLength: 3 }),
      fc.option(stepsOf('map'), { nil: null }),
    )
    .map(([train, prune, quantize, map]) => [train, ...prune, ...quantize, ...(map ? [map] : [])]),
});

/** Any legal pipeline. */
export const pipelines: fc.Arbitrary<Pipeline> = fc.uniqueArray(branches, {
  maxLength: 3,
  selector: ({ name }) => name,
});
