/**
 * Sine and exponential from IEEE additions and multiplications only. `Math.sin` and `Math.exp` may differ in
 * the last bit between browsers; with these the digits are the same bytes everywhere.
 */

/** sin(2 pi t), t in turns; error below 1e-9. */
export function sinTurns(t: number): number {
  const whole = Math.floor(t + 0.5);
  const half = t - whole;
  const quarter = half > 0.25 ? 0.5 - half : half < -0.25 ? -0.5 - half : half;
  const x = quarter * 6.283185307179586;
  const s = x * x;
  return (
    x * (1 - (s / 6) * (1 - (s / 20) * (1 - (s / 42) * (1 - (s / 72) * (1 - (s / 110) * (1 - s / 156))))))
  );
}

/** e^x for |x| up to about 2; relative error below 1e-9. */
export function expSmall(x: number): number {
  let sum = 1;
  for (let n = 18; n >= 1; n--) sum = 1 + (x / n) * sum;
  return sum;
}
