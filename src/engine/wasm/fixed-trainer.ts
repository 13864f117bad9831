import {
  type FixedChoice,
  type PointCast,
  type StageCasts,
  stageCasts,
} from '../../core/network/fixed-point';
import type { StageParameters } from '../../core/network/parameters';
import { stagesOf } from '../../core/network/topology';
import { type FixedLine, fixedLine, pointGradients } from '../fixed-line';
import { ADAM, glorotScale, POINT_RATE, type Recipe } from '../recipe';
import { adamStep } from '../reference/adam';
import type { StageGradients, Trainer, TrainerState } from '../trainer';
import { type Arena, createArena, growTo } from './arena';
import { writeColumn } from './columns';
import { COLUMNS, instantiate, type Kernels, type QuantizerLanes } from './kernels';
import { layoutOf, type StageLayout } from './layout';
import { createPass, type Norm } from './pass';
import { copyOf, readState, writeState } from './state';
import { createStepper } from './stepper';
import { SMALLEST_MOMENT } from './trainer';

/** What a stage has besides its layout: its integer bits, and what they and its BatchNorm stand for at present. */
interface FixedStage {
  layout: StageLayout;
  points: { value: Float32Array; m: Float32Array; v: Float32Array };
  casts: StageCasts;
  line: FixedLine;
  /** K-hot values of the weights' codes; 0: any code. */
  table: number;
  /** Gradient of the activation's integer bits, as the last backward pass left it. */
  activationPoint: number;
}

/**
 * The trainer of fixed-point networks (paper 004): weights, activations and BatchNorm's line cast to types whose binary
 * points are trained, BatchNorm's statistics held. Products and activations are the kernels', the few numbers per unit TypeScript's.
 */
export function createFixedTrainer(
  module: WebAssembly.Module,
  recipe: Recipe,
  fixed: FixedChoice,
  initial: TrainerState,
  spills: boolean,
): Trainer {
  const { topology, precision } = recipe;
  const kernels = instantiate(module);
  if (spills) kernels.avoidSpills();
  const arena = createArena(kernels.heapBase());
  const layout = layoutOf(arena, kernels, stagesOf(topology), recipe.batchSize);
  const tables = layout.stages.map(() => tableOf(arena, precision.weightBits, fixed));
  growTo(kernels.memory, arena.end());
  const heap = new Float32Array(kernels.memory.buffer);
  kernels.setAdam(ADAM.beta1, ADAM.beta2, ADAM.epsilon, SMALLEST_MOMENT);
  writeState(heap, layout.stages, initial);
  const { parameters, moments } = initial;
  const stages = layout.stages.map((s, i): FixedStage => {
    const value = pointsOf(parameters[i]);
    const [m, v] = [pointsOf(moments[i].m), pointsOf(moments[i].v)];
    const casts = stageCasts(topology, precision, fixed, value);
    const line = fixedLine(parameters[i], casts);
    return { layout: s, points: { value, m, v }, casts, line, table: tables[i], activationPoint: 0 };
  });
  for (const s of stages) {
    const { weights, quantized } = s.layout;
    writeTable(heap, s);
    kernels.quantize(weights.length, weights.value, quantized, ...lanesOf(s.casts.weights));
    project(kernels, s);
    writeLine(kernels, heap, s);
  }
  const pass = createPass(kernels, layout, recipe.loss, normOf(kernels, stages));
  const stepper = createStepper({ kernels, heap, layout }, pass, recipe, initial.steps);

  /** Masks the gradient of the weights, puts those of gamma and beta into the columns, gives that of the points. */
  const settleGradients = ({ layout: s, casts, line, activationPoint }: FixedStage): Float32Array => {
    const { units } = s.stage;
    const { weights, quantized, gradient } = s;
    const [low, high] = passRange(casts.weights);
    const weightPoint = kernels.castGradient(weights.length, weights.value, quantized, gradient, low, high);
    const columns = [s.gammaGradient, s.betaGradient].map((at) => heap.subarray(at / 4, at / 4 + units));
    const back = line.back(columns[0], columns[1]);
    columns[0].set(back.gamma);
    columns[1].set(back.beta);
    return pointGradients({
      weights: Math.LN2 * weightPoint,
      multiplier: back.multiplierPoint,
      bias: back.biasPoint,
      activation: Math.LN2 * activationPoint,
    });
  };

  const update = (s: FixedStage, rate: number): void => {
    const { weights, gamma, beta, stage, gradient, quantized } = s.layout;
    const pointGradient = settleGradients(s);
    kernels.adam(gamma.length, gamma.value, gamma.m, gamma.v, s.layout.gammaGradient, rate);
    kernels.adam(beta.length, beta.value, beta.m, beta.v, s.layout.betaGradient, rate);
    adamStep(s.points.value, s.points, pointGradient, POINT_RATE * rate);
    s.casts = stageCasts(topology, precision, fixed, s.points.value);
    s.line = fixedLine(parametersOf(heap, s.layout), s.casts);
    writeTable(heap, s);
    const { length, value, m, v } = weights;
    const scaled = rate * glorotScale(stage.fanIn, stage.units);
    const lanes = lanesOf(s.casts.weights);
    kernels.adamWeights(length, value, m, v, gradient, scaled, quantized, Infinity, ...lanes);
    project(kernels, s);
    writeLine(kernels, heap, s);
  };

  return {
    step(batch, learningRate) {
      stepper.step(batch, learningRate, (rate) => {
        for (const s of stages) update(s, rate);
      });
    },
    drain: async () => stepper.drain(),
    async gradients(batch) {
      const loss = stepper.run(batch);
      const found = stages.map((s): StageGradients => {
        const points = settleGradients(s);
        const { weights, gradient, gammaGradient, betaGradient, stage } = s.layout;
        return {
          weights: copyOf(heap, gradient, weights.length),
          gamma: copyOf(heap, gammaGradient, stage.units),
          beta: copyOf(heap, betaGradient, stage.units),
          points,
        };
      });
      return { loss, stages: found };
    },
    async snapshot() {
      const state = readState(heap, layout.stages, stepper.taken());
      const copied = stages.map(({ points: { value, m, v } }) => ({
        value: value.slice(),
        m: m.slice(),
        v: v.slice(),
      }));
      return {
        ...state,
        parameters: state.parameters.map((p, i) => ({ ...p, points: copied[i].value })),
        moments: state.moments.map(({ m, v }, i) => ({
          m: { ...m, points: copied[i].m },
          v: { ...v, points: copied[i].v },
        })),
      };
    },
    dispose() {},
  };
}

/** A copy of the integer bits of a stage, or of their moments. */
function pointsOf({ points }: { points?: Float32Array }): Float32Array {
  if (!points) throw new RangeError('the state of a fixed-point training has integer bits');
  return points.slice();
}

/** BatchNorm as a line of held statistics, each stage with an activation of its own. */
function normOf(kernels: Kernels, stages: readonly FixedStage[]): Norm {
  const setActivation = ({ casts: { activation } }: FixedStage) =>
    kernels.setActivation(...lanesOf(activation), ...passRange(activation));
  return {
    prepare(_s, index) {
      setActivation(stages[index]);
    },
    gradient({ stage, z, columns }, index, rows, multipliers, from, to) {
      const s = stages[index];
      setActivation(s);
      const { units, last } = stage;
      s.activationPoint = last ? 0 : kernels.activationPoint(rows, units, z, columns, multipliers, from);
      kernels.lineGradient(rows, units, z, columns, multipliers, last ? 0 : 1, from, to);
    },
  };
}

/** The constants with which the kernels compute a cast. */
const lanesOf = ({ step, minCode, maxCode }: PointCast): QuantizerLanes => [
  1 / step,
  0.5,
  minCode,
  maxCode,
  step,
  0,
];

/** The values whose rounded code is in range; half a step beyond the largest code is not. */
const passRange = ({ step, minCode, maxCode }: PointCast): [low: number, high: number] => [
  (minCode - 0.5) * step,
  Math.fround((maxCode + 0.5) * step * (1 - 2 ** -24)),
];

/** Multiplier and bias as the kernels read them: y = (z - 0) multiplier + bias. */
function writeLine(kernels: Kernels, heap: Float32Array, { layout, line }: FixedStage): void {
  const span = kernels.span(layout.stage.units);
  const write = (vector: number, of: ArrayLike<number>) => writeColumn(heap, layout, span, vector, of);
  write(COLUMNS.mean, new Float32Array(layout.stage.units));
  write(COLUMNS.inverse, new Float32Array(layout.stage.units).fill(1));
  write(COLUMNS.scale, line.multiplier);
  write(COLUMNS.beta, line.bias);
}

/** What of a stage's parameters its line depends on, as they are in memory. */
function parametersOf(heap: Float32Array, s: StageLayout): StageParameters {
  const part = (at: number) => heap.subarray(at / 4, at / 4 + s.stage.units);
  return {
    weights: new Float32Array(),
    gamma: part(s.gamma.value),
    beta: part(s.beta.value),
    mean: part(s.mean),
    variance: part(s.variance),
  };
}

const tableOf = (arena: Arena, bits: number, { kHot }: FixedChoice): number =>
  kHot === null ? 0 : arena.floats(2 ** bits);

/** Values of the K-hot codes at the present step. */
function writeTable(heap: Float32Array, { casts: { weights }, table }: FixedStage): void {
  weights.hot?.forEach((code, i) => {
    heap[table / 4 + i] = code * weights.step;
  });
}

/** Makes the quantized weights K-hot. */
function project(kernels: Kernels, { layout, casts: { weights }, table }: FixedStage): void {
  if (!weights.hot) return;
  kernels.lookUp(layout.weights.length, layout.quantized, 1 / weights.step, weights.minCode, table);
}
