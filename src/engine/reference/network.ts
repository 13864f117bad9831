import { activationQuantizer } from '../../core/network/fold';
import type { StageParameters } from '../../core/network/parameters';
import { type Stage, stagesOf } from '../../core/network/topology';
import { type Quantizer, quantize, weightQuantizer } from '../../core/quantizers/quantizer';
import type { Recipe } from '../recipe';
import type { Batch, StageGradients } from '../trainer';
import { type Normalized, normalize, normalizeGradient, scaleAndShift } from './batch-norm';
import { LOSSES } from './loss';
import { maxPool, maxPoolGradient } from './pool';
import { inputGradient, multiply, transpose, windowsOf } from './product';

/** What the backward pass of a stage needs from its forward pass. */
interface Trace {
  stage: Stage;
  windows: Float64Array;
  weights: Float64Array;
  normalized: Normalized;
  /** BatchNorm's output: what the activation quantizer sees. */
  y: Float64Array;
  winners: Uint32Array | null;
  dropout: Float32Array | null;
  output: Float64Array;
}

/** Loss, gradients and per-stage batch statistics of one batch. */
export interface Pass {
  loss: number;
  stages: StageGradients[];
  statistics: Normalized[];
  /** BatchNorm's output of every stage. */
  preactivations: Float64Array[];
}

/** Forward and backward pass, in float64, with straight-through estimators for both quantizers. */
export function pass(recipe: Recipe, parameters: readonly StageParameters[], batch: Batch): Pass {
  const { weightBits, activationBits } = recipe.precision;
  const weight = weightQuantizer(weightBits);
  const activation = activationQuantizer(recipe.topology, activationBits);
  const stages = stagesOf(recipe.topology);
  const traces: Trace[] = [];
  let x = dropped(Float64Array.from(batch.inputs), batch.dropout[0]);
  stages.forEach((stage, i) => {
    const trace = forward(stage, parameters[i], weight, activation, x, batch, batch.dropout[i + 1]);
    traces.push(trace);
    x = trace.output;
  });
  const { loss, gradient } = LOSSES[recipe.loss](x, batch.labels, stages[stages.length - 1].units);
  return {
    loss,
    stages: backward(traces, parameters, weight, activation, gradient, batch.size),
    statistics: traces.map((t) => t.normalized),
    preactivations: traces.map((t) => t.y),
  };
}

function forward(
  stage: Stage,
  p: StageParameters,
  weight: Quantizer,
  activation: Quantizer,
  x: Float64Array,
  { size }: Batch,
  dropout: Float32Array | null,
): Trace {
  const { fanIn, units, vectors } = stage;
  const windows = windowsOf(stage, x, size);
  const weights = Float64Array.from(p.weights, (w) => quantize(weight, w));
  const normalized = normalize(multiply(windows, weights, size * vectors, fanIn, units), units);
  const y = scaleAndShift(normalized.normal, p.gamma, p.beta);
  const common = { stage, windows, weights, normalized, y };
  if (stage.last) return { ...common, winners: null, dropout: null, output: y };
  const values = y.map((value) => quantize(activation, value));
  const pooled = stage.pool > 1 ? maxPool(stage, values, size) : null;
  const output = dropped(pooled ? pooled.values : values, dropout);
  return { ...common, winners: pooled?.winners ?? null, dropout, output };
}

function backward(
  traces: readonly Trace[],
  parameters: readonly StageParameters[],
  weight: Quantizer,
  activation: Quantizer,
  scoresGradient: Float64Array,
  size: number,
): StageGradients[] {
  const gradients: StageGradients[] = [];
  let gradient = scoresGradient;
  for (let i = traces.length - 1; i >= 0; i--) {
    const trace = traces[i];
    const { stage } = trace;
    const { fanIn, units } = stage;
    const rows = size * stage.vectors;
    if (!stage.last) gradient = activationGradient(trace, activation, gradient);
    const { gamma, beta, z } = normalizeGradient(trace.normalized, parameters[i].gamma, gradient);
    const weights = multiply(transpose(trace.windows, rows, fanIn), z, fanIn, rows, units);
    gradients.unshift({
      weights: Float32Array.from(weights, (g, at) => (passes(weight, parameters[i].weights[at]) ? g : 0)),
      gamma: Float32Array.from(gamma),
      beta: Float32Array.from(beta),
    });
    if (i === 0) break;
    const windows = multiply(z, transpose(trace.weights, fanIn, units), rows, units, fanIn);
    gradient = inputGradient(stage, windows, size);
  }
  return gradients;
}

/** Through dropout, pool and activation quantizer, back to BatchNorm's output. */
function activationGradient(trace: Trace, activation: Quantizer, output: Float64Array): Float64Array {
  const kept = dropped(output, trace.dropout);
  const map = trace.winners ? maxPoolGradient(kept, trace.winners, trace.y.length) : kept;
  return map.map((g, i) => (passes(activation, trace.y[i]) ? g : 0));
}

/** The straight-through estimator: the gradient passes where the quantizer does not saturate. */
const passes = (q: Quantizer, x: number): boolean => q.passLow <= x && x <= q.passHigh;

const dropped = (x: Float64Array, multipliers: Float32Array | null): Float64Array =>
  multipliers ? x.map((value, i) => value * multipliers[i]) : x;
