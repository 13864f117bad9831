import { type LearnedType, settledType } from './binary-point';
import { fractionOf } from './fixed-type';
import { type KHotMethod, kHotTable } from './k-hot';
import { type CastStep, differentiableCast } from './straight-through';

/**
 * A differentiable cast to K-hot codes with a learned binary point: paper 004, Algorithm 3. The projection passes the
 * gradient straight through, so `dInput` is the cast's; the derivative by I is that of the projected value.
 * @throws BitscapeError "TooWide" above 16 bits, "BadKHot"; the function throws "NotANumber".
 */
export function kHotCast(
  type: LearnedType,
  k: number,
  method: KHotMethod = 'nearest',
): (x: number) => CastStep {
  const settled = settledType(type);
  const { first, codes } = kHotTable(settled, k, method);
  const cast = differentiableCast(settled);
  const scale = 2 ** fractionOf(settled);
  return (x) => {
    const { value, dInput } = cast(x);
    const projected = codes[value * scale - first] / scale;
    return { value: projected, dInput, dInteger: Math.LN2 * (projected - (dInput ? x : 0)) };
  };
}
