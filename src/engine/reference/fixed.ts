import {
  castCode,
  castPasses,
  castStep,
  type FixedChoice,
  type StageCasts,
  stageCasts,
} from '../../core/network/fixed-point';
import type { StageParameters } from '../../core/network/parameters';
import { type Stage, stagesOf } from '../../core/network/topology';
import { type FixedLine, fixedLine, pointGradients } from '../fixed-line';
import type { Recipe } from '../recipe';
import type { Batch, StageGradients } from '../trainer';
import { LOSSES } from './loss';
import { maxPool, maxPoolGradient } from './pool';
import { inputGradient, multiply, transpose, windowsOf } from './product';

interface Trace {
  stage: Stage;
  casts: StageCasts;
  line: FixedLine;
  windows: Float64Array;
  weights: Float64Array;
  z: Float64Array;
  /** The line's output: what the activation sees. */
  y: Float64Array;
  winners: Uint32Array | null;
  dropout: Float32Array | null;
}

/**
 * Forward and backward pass of a fixed-point network in float64, straight through every cast: paper 004, Algorithms 1 to
 * 3 and qfx.BN with BatchNorm's statistics held.
 */
export function fixedPass(
  recipe: Recipe,
  fixed: FixedChoice,
  parameters: readonly StageParameters[],
  batch: Batch,
): { loss: number; stages: StageGradients[] } {
  const { topology, precision } = recipe;
  const stages = stagesOf(topology);
  const traces: Trace[] = [];
  let x = dropped(Float64Array.from(batch.inputs), batch.dropout[0]);
  stages.forEach((stage, i) => {
    const p = parameters[i];
    const casts = stageCasts(topology, precision, fixed, p.points ?? new Float32Array());
    const line = fixedLine(p, casts);
    const windows = windowsOf(stage, x, batch.size);
    const weights = Float64Array.from(p.weights, (w) => castValue(casts.weights, w));
    const z = multiply(windows, weights, batch.size * stage.vectors, stage.fanIn, stage.units);
    const y = z.map((sum, at) => line.multiplier[at % stage.units] * sum + line.bias[at % stage.units]);
    const values = stage.last ? y : y.map((value) => castValue(casts.activation, value));
    const pooled = stage.pool > 1 ? maxPool(stage, values, batch.size) : null;
    const dropout = stage.last ? null : batch.dropout[i + 1];
    traces.push({ stage, casts, line, windows, weights, z, y, winners: pooled?.winners ?? null, dropout });
    x = dropped(pooled?.values ?? values, dropout);
  });
  const { loss, gradient } = LOSSES[recipe.loss](x, batch.labels, stages[stages.length - 1].units);
  return { loss, stages: backward(traces, parameters, gradient, batch.size) };
}

const castValue = (cast: StageCasts['weights'], x: number): number => castCode(cast, x) * cast.step;

function backward(
  traces: readonly Trace[],
  parameters: readonly StageParameters[],
  scoresGradient: Float64Array,
  size: number,
): StageGradients[] {
  const gradients: StageGradients[] = [];
  let gradient = scoresGradient;
  for (let i = traces.length - 1; i >= 0; i--) {
    const { stage, casts, line, windows, weights, z, y, winners, dropout } = traces[i];
    const { fanIn, units, last } = stage;
    const rows = size * stage.vectors;
    const kept = dropped(gradient, dropout);
    const map = winners ? maxPoolGradient(kept, winners, y.length) : kept;
    const activation = last ? 0 : dot(map, (at) => castStep(casts.activation, y[at]).dInteger);
    const g = last ? map : map.map((value, at) => (castPasses(casts.activation, y[at]) ? value : 0));
    const back = line.back(
      columnSums(
        g.map((value, at) => value * z[at]),
        units,
      ),
      columnSums(g, units),
    );
    const dz = g.map((value, at) => value * line.multiplier[at % units]);
    const dWeights = multiply(transpose(windows, rows, fanIn), dz, fanIn, rows, units);
    const real = parameters[i].weights;
    gradients.unshift({
      weights: Float32Array.from(dWeights, (value, at) => (castPasses(casts.weights, real[at]) ? value : 0)),
      gamma: Float32Array.from(back.gamma),
      beta: Float32Array.from(back.beta),
      points: pointGradients({
        weights: dot(dWeights, (at) => castStep(casts.weights, real[at]).dInteger),
        multiplier: back.multiplierPoint,
        bias: back.biasPoint,
        activation,
      }),
    });
    if (i > 0)
      gradient = inputGradient(
        stage,
        multiply(dz, transpose(weights, fanIn, units), rows, units, fanIn),
        size,
      );
  }
  return gradients;
}

const dropped = (x: Float64Array, multipliers: Float32Array | null): Float64Array =>
  multipliers ? x.map((value, i) => value * multipliers[i]) : x;

const dot = (values: Float64Array, factor: (at: number) => number): number =>
  values.reduce((sum, value, at) => sum + value * factor(at), 0);

function columnSums(values: Float64Array, units: number): Float64Array {
  const sums = new Float64Array(units);
  values.forEach((value, at) => {
    sums[at % units] += value;
  });
  return sums;
}
