import type { VectorCheck } from '../../core/codegen/vector-check';
import type { FloatCheck, FloatMismatch } from '../../engine/float-check';
import type { Exportable } from '../../state/exportable';
import { plural } from '../../state/messages';

/** What the badge says of a network: the comparison of its float path, or why there is none. */
export type BadgeContent = { check: FloatCheck } | { check: null; why: string };

/** What there is to say of a network that can be exported. */
export function badgeOf(exportable: Exportable): BadgeContent {
  if (exportable.source === 'reference')
    return {
      check: null,
      why:
        'The reference network was trained elsewhere. The page has its integers, not the floating-point parameters that ' +
        'they were made from. Train the cell here to compare them.',
    };
  const { floatCheck: check, recipe } = exportable.cell;
  if (check) return { check };
  if (recipe.ptq !== undefined)
    return {
      check: null,
      why:
        'The network was quantized after its training, so it is not meant to give the float network’s classes. Its step says ' +
        'what that cost in accuracy.',
    };
  return {
    check: null,
    why: 'The cell was trained by a version of Bitscape that did not compare. Forget it (Log) and train it anew.',
  };
}

/** "10,000 images compared, 0 mismatches", or "not compared". */
export function checkWords({ check }: BadgeContent): string {
  if (!check) return 'not compared';
  const mismatches = `${check.mismatches.toLocaleString('en')} mismatch${check.mismatches === 1 ? '' : 'es'}`;
  return `${plural(check.images, 'image')} compared, ${mismatches}`;
}

/** "vectors recomputed: 100 of 100 equal". */
export const vectorWords = ({ vectors, equal }: VectorCheck): string =>
  `vectors recomputed: ${equal} of ${vectors} equal`;

/** Whether everything that was compared is equal. */
export const isEqual = ({ check }: BadgeContent, vectors: VectorCheck | null): boolean =>
  check?.mismatches === 0 && (vectors === null || vectors.equal === vectors.vectors);

const REASONS: Readonly<Record<FloatMismatch['reason'], string>> = {
  threshold: 'BatchNorm, rounded to float32, is on the other side of a threshold',
  tie: 'a tie: the lower class wins',
  scores: 'the integer scores have a rounded scale and bias',
  sums: 'float32 sums of the engine are rounded',
};

/** A row of the list of mismatches: image, label, the class of either path with both scores, and why. */
export interface MismatchRow {
  image: number;
  label: number;
  float: string;
  integer: string;
  reason: string;
}

/** The mismatches as rows; scores are of the float path's class, then of the integer network's. */
export const mismatchRows = ({ first }: FloatCheck): MismatchRow[] =>
  first.map(({ image, label, floatClass, integerClass, floatScores, integerScores, reason, stage }) => ({
    image,
    label,
    float: `${floatClass} (${floatScores.map(real).join(' / ')})`,
    integer: `${integerClass} (${integerScores.join(' / ')})`,
    reason: stage ? `${REASONS[reason]} of ${stage}` : REASONS[reason],
  }));

/** Digits that tell any two float32 scores apart. */
const real = (score: number): string => String(Number(score.toPrecision(9)));
