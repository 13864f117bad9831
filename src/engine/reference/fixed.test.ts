import { describe, expect, it } from 'vitest';
import {
  batchNormLine,
  castCode,
  castPasses,
  type PointCast,
  stageCasts,
} from '../../core/network/fixed-point';
import type { StageParameters } from '../../core/network/parameters';
import { fixedOf, randomFixed, TINY_CNN, TINY_MLP } from '../../core/network/testing-fixed';
import { stagesOf, type Topology } from '../../core/network/topology';
import { recipeOf } from '../recipe';
import { randomBatch } from '../trial';
import { fixedPass } from './fixed';
import { LOSSES } from './loss';
import { maxPool } from './pool';
import { multiply, windowsOf } from './product';

const PRECISION = { weightBits: 4, activationBits: 3, inputBits: 1 };

/** What each cast did, in order: its rounding error in steps where it passes, its code where it does not. */
type Held = { passes: boolean; steps: number };

/**
 * The loss with rounding errors and saturation held as they were at `base`: the function whose derivative a straight-through
 * estimator gives. A value that passes is x + error * step, one that does not code * step; the step is 2^I of a real I.
 */
function heldLoss(topology: Topology, base: readonly StageParameters[]) {
  const fixed = fixedOf();
  const recipe = recipeOf({ topology, precision: PRECISION, epochs: 1, seed: 4, fixed });
  const batch = randomBatch(recipe, 7);
  let tape: Held[] | null = null;
  /** Winners of each pool, which quantized values that are equal would change. */
  const winners = new Map<number, Uint32Array>();
  const run = (parameters: readonly StageParameters[]): number => {
    const made: Held[] = [];
    let at = 0;
    const cast = (of: PointCast, moved: number, x: number): number => {
      const held = tape?.[at++] ?? {
        passes: castPasses(of, x),
        steps: castPasses(of, x) ? castCode(of, x) - x / of.step : castCode(of, x),
      };
      made.push(held);
      return (held.passes ? x : 0) + held.steps * of.step * 2 ** moved;
    };
    let x: Float64Array = Float64Array.from(batch.inputs);
    for (const [i, stage] of stagesOf(topology).entries()) {
      const p = parameters[i];
      const casts = stageCasts(topology, PRECISION, fixed, base[i].points!);
      const moved = (point: number) => p.points![point] - base[i].points![point];
      const weights = Float64Array.from(p.weights, (w) => cast(casts.weights, moved(0), w));
      const line = batchNormLine(p);
      const a = line.multiplier.map((value) => cast(casts.multiplier, moved(1), value));
      const b = line.bias.map((value) => cast(casts.bias, moved(2), value));
      const rows = batch.size * stage.vectors;
      const z = multiply(windowsOf(stage, x, batch.size), weights, rows, stage.fanIn, stage.units);
      const y = z.map((sum, k) => a[k % stage.units] * sum + b[k % stage.units]);
      const out = stage.last ? y : y.map((value) => cast(casts.activation, moved(3), value));
      if (stage.pool === 1) {
        x = out;
        continue;
      }
      const won = winners.get(i) ?? maxPool(stage, out, batch.size).winners;
      winners.set(i, won);
      x = Float64Array.from(won, (winner) => out[winner]);
    }
    tape ??= made;
    return LOSSES['cross-entropy'](x, batch.labels, stagesOf(topology).at(-1)!.units).loss;
  };
  return { run, pass: () => fixedPass(recipe, fixed, base, batch) };
}

/** A copy in float64, so that differences are not lost. */
const wide = (base: readonly StageParameters[]): StageParameters[] =>
  base.map((p) =>
    Object.fromEntries(Object.entries(p).map(([name, values]) => [name, Float64Array.from(values)])),
  ) as unknown as StageParameters[];

describe('gradients of a fixed-point network', () => {
  it.each([TINY_MLP, TINY_CNN])(
    'of $name are those of finite differences, rounding errors held',
    (topology) => {
      const base = randomFixed(topology, 6);
      const { run, pass } = heldLoss(topology, base);
      const { loss, stages } = pass();
      expect(run(base)).toBeCloseTo(loss, 12);
      const differences: [string, number, number][] = [];
      for (const [i, found] of stages.entries()) {
        for (const part of ['weights', 'gamma', 'beta', 'points'] as const) {
          const count = Math.min(6, found[part]!.length);
          for (let at = 0; at < count; at++) {
            const moved = [1e-5, -1e-5].map((by) => {
              const parameters = wide(base);
              parameters[i][part]![at] += by;
              return run(parameters);
            });
            differences.push([`${part} ${at} of stage ${i}`, found[part]![at], (moved[0] - moved[1]) / 2e-5]);
          }
        }
      }
      for (const [name, ours, wanted] of differences) expect(ours, name).toBeCloseTo(wanted, 5);
      expect(
        differences.filter(([name, ours]) => name.startsWith('points') && ours !== 0).length,
      ).toBeGreaterThan(9);
    },
  );
});
