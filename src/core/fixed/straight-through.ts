import { codeCaster, stepRounder } from './cast';
import { codeLimits } from './fixed-range';
import { type FixedType, fractionOf, type Overflow } from './fixed-type';

/**
 * Derivative of each overflow mode outside the range, after rounding. Rounding itself passes the gradient in every
 * mode: floor, ceil, round and trunc have slope 1 by definition (paper 004, section 3.1, straight-through estimator).
 * What is left is the true derivative of the paper's Table 2: 0 where clamp holds a limit (SAT, SAT_SYM) or SAT_ZERO
 * its zero, and 1 for WRAP, since x mod rho has slope 1 on both sides of every jump.
 */
export const SLOPE_OUTSIDE: Readonly<Record<Overflow, 0 | 1>> = {
  SAT: 0,
  SAT_ZERO: 0,
  SAT_SYM: 0,
  WRAP: 1,
};

/** What a cast does to a double, forward and backward. */
export interface CastStep {
  /** The value after the cast. */
  value: number;
  /** d value / d x: 1 where the gradient passes, else 0. */
  dInput: 0 | 1;
  /** d value / d I, I being the integer bits at a fixed width. */
  dInteger: number;
}

/**
 * A differentiable cast, made once for a type of at most 53 bits: paper 004, Algorithm 1 with its straight-through
 * estimator. In range means that the rounded code is, as the paper clamps after rounding.
 *
 * The derivative by I is that of `q(x / s) * s` with step s = 2^(I - W), the slope of q being 1 in range: ln 2 times
 * (value - x) in range or under WRAP, ln 2 times the value where the cast holds a limit or zero. A value held at the
 * limit pulls I up if it should grow; rounding errors pull I down.
 * @throws BitscapeError "TooWide"; the function throws "NotANumber".
 */
export function differentiableCast(type: FixedType): (x: number) => CastStep {
  const round = stepRounder(type);
  const code = codeCaster(type);
  const { min, max } = codeLimits(type);
  const [low, high] = [Number(min), Number(max)];
  const step = 2 ** -fractionOf(type);
  const outside = SLOPE_OUTSIDE[type.overflow];
  return (x) => {
    const steps = round(x);
    const inside = steps >= low && steps <= high;
    const value = (inside ? steps + 0 : code(x)) * step;
    const dInput = inside ? 1 : outside;
    return { value, dInput, dInteger: Math.LN2 * (value - (dInput ? x : 0)) };
  };
}
