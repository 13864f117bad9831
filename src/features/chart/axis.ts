import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale';

/** A continuous axis: value -> pixel, its ticks, and whether it is logarithmic. */
export interface Axis {
  scale: ScaleContinuousNumeric<number, number>;
  ticks: number[];
  log: boolean;
}

/** Above this ratio of largest to smallest value an axis is logarithmic. */
const LOG_RATIO = 4;

const LOG_STEPS = [1, 2, 5];

/** 1-2-5 ticks within [low, high]; only powers of ten when there would be more than `most`. */
export function logTicks(low: number, high: number, most = 7): number[] {
  const decades = [];
  for (let e = Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) decades.push(10 ** e);
  const inside = (t: number) => t >= low * 0.999 && t <= high * 1.001;
  const fine = decades.flatMap((d) => LOG_STEPS.map((s) => d * s)).filter(inside);
  return fine.length > most ? decades.filter(inside) : fine;
}

/** Linear axis over [low, high] widened by `pad` of the span on both ends. */
export function linearAxis(low: number, high: number, range: [number, number], ticks = 5, pad = 0.05): Axis {
  const span = high - low || Math.abs(high) * 0.1 || 1;
  const scale = scaleLinear([low - span * pad, high + span * pad], range);
  return { scale, ticks: scale.ticks(ticks), log: false };
}

/** Axis of a resource: logarithmic when the values are positive and spread wide, else linear. */
export function costAxis(low: number, high: number, range: [number, number], pad = 0.06): Axis {
  if (low <= 0 || high / low < LOG_RATIO) return linearAxis(low, high, range, 4, pad);
  const widening = (high / low) ** pad;
  const domain: [number, number] = [low / widening, high * widening];
  return { scale: scaleLog(domain, range), ticks: logTicks(...domain), log: true };
}
