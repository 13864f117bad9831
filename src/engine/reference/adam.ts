import { ADAM } from '../recipe';

/**
 * One Adam step, in place: value -= rate * m / (sqrt(v) + epsilon), clipped to +-limit; with `holdZeros` a value that is
 * 0 stays there. `rate` holds the bias correction (`adamRate`) and what the caller scales the step with.
 */
export function adamStep(
  value: Float32Array,
  moments: { m: Float32Array; v: Float32Array },
  gradient: Float32Array,
  rate: number,
  limit = Number.POSITIVE_INFINITY,
  holdZeros = false,
): void {
  const { m, v } = moments;
  for (let i = 0; i < value.length; i++) {
    const held = holdZeros && value[i] === 0;
    m[i] = ADAM.beta1 * m[i] + (1 - ADAM.beta1) * gradient[i];
    v[i] = ADAM.beta2 * v[i] + (1 - ADAM.beta2) * gradient[i] ** 2;
    const next = value[i] - (rate * m[i]) / (Math.sqrt(v[i]) + ADAM.epsilon);
    value[i] = held ? 0 : Math.max(-limit, Math.min(limit, next));
  }
}
