import { activationQuantizer } from '../../core/network/fold';
import type { StageParameters } from '../../core/network/parameters';
import { stagesOf } from '../../core/network/topology';
import type { CellPosition } from '../../core/precision';
import { type Quantizer, weightQuantizer } from '../../core/quantizers/quantizer';
import { initialState } from '../initial';
import { ADAM, adamRate, glorotScale } from '../recipe';
import { recipeAt, type SharedRecipe } from '../shared/recipe';
import type { SharedTrainer } from '../shared/trainer';
import type { Batch } from '../trainer';
import { createArena, growTo } from './arena';
import { instantiate } from './kernels';
import { type Layout, layoutOf, trainedBlock } from './layout';
import { createPass, type Pass } from './pass';
import { lanesOf } from './quantizer-lanes';
import { copyOf } from './state';
import { SMALLEST_MOMENT } from './trainer';
import { upload } from './upload';

/** What a weight width has of its own: quantized weights, scale and shift of BatchNorm, the pass over them. */
interface Width {
  layout: Layout;
  pass: Pass;
  quantizer: Quantizer;
  /** The quantized weights are those of the present weights. */
  fresh: boolean;
  /** Optimiser steps of the scale and shift. */
  steps: number;
}

/** A shared-weight trainer in an instance of its own; see `createWasmTrainer`. */
export function createSharedWasmTrainer(
  module: WebAssembly.Module,
  recipe: SharedRecipe,
  spills: boolean,
): SharedTrainer {
  const kernels = instantiate(module);
  if (spills) kernels.avoidSpills();
  const arena = createArena(kernels.heapBase());
  const base = layoutOf(arena, kernels, stagesOf(recipe.topology), recipe.batchSize);
  const widthOf = (weightBits: number): Width => {
    const stages = base.stages.map((s) => ({
      ...s,
      gamma: trainedBlock(arena, s.stage.units),
      beta: trainedBlock(arena, s.stage.units),
      quantized: arena.floats(s.weights.length),
    }));
    const layout = { ...base, stages };
    const pass = createPass(kernels, layout, recipe.loss);
    return { layout, pass, quantizer: weightQuantizer(weightBits), fresh: false, steps: 0 };
  };
  const bits = [...new Set(recipe.cells.map((cell) => cell.weightBits))];
  const widths = new Map(bits.map((weightBits) => [weightBits, widthOf(weightBits)]));
  growTo(kernels.memory, arena.end());
  const heap = new Float32Array(kernels.memory.buffer);
  kernels.setAdam(ADAM.beta1, ADAM.beta2, ADAM.epsilon, SMALLEST_MOMENT);
  const narrowest = Math.min(...bits);
  const limit = weightQuantizer(narrowest).passHigh;
  const initial = initialState(recipeAt(recipe, { weightBits: narrowest, activationBits: 1 }));
  for (const [i, { weights }] of base.stages.entries()) {
    heap.set(initial.parameters[i].weights, weights.value / 4);
  }
  for (const { layout } of widths.values()) {
    for (const { gamma } of layout.stages) heap.fill(1, gamma.value / 4, gamma.value / 4 + gamma.length);
  }
  let steps = 0;
  let lossSum = 0;
  let losses = 0;

  /** Sets the precision of a cell. */
  const enter = ({ weightBits, activationBits }: CellPosition): Width => {
    const activation = activationQuantizer(recipe.topology, activationBits);
    kernels.setActivation(...lanesOf(activation), activation.passLow, activation.passHigh);
    const width = widths.get(weightBits)!;
    if (!width.fresh) {
      for (const { weights, quantized } of width.layout.stages) {
        kernels.quantize(weights.length, weights.value, quantized, ...lanesOf(width.quantizer));
      }
      width.fresh = true;
    }
    return width;
  };

  const affineOf = ({ layout }: Width) =>
    layout.stages.map(({ gamma, beta }) => ({
      gamma: copyOf(heap, gamma.value, gamma.length),
      beta: copyOf(heap, beta.value, beta.length),
    }));

  const forward = ({ pass }: Width, batch: Batch): boolean[] => {
    const dropout = upload({ kernels, heap, layout: base }, batch);
    pass.forward(batch.size, dropout);
    return dropout;
  };

  const update = (width: Width, learningRate: number): void => {
    const rate = adamRate(learningRate, ++steps);
    const affineRate = adamRate(learningRate, ++width.steps);
    for (const other of widths.values()) other.fresh = other === width;
    for (const s of width.layout.stages) {
      const { stage, weights, gamma, beta } = s;
      const { length, value, m, v } = weights;
      const scaled = rate * glorotScale(stage.fanIn, stage.units);
      kernels.adamWeights(
        length,
        value,
        m,
        v,
        s.gradient,
        scaled,
        s.quantized,
        limit,
        ...lanesOf(width.quantizer),
      );
      kernels.adam(gamma.length, gamma.value, gamma.m, gamma.v, s.gammaGradient, affineRate);
      kernels.adam(beta.length, beta.value, beta.m, beta.v, s.betaGradient, affineRate);
    }
  };

  return {
    step(batch, cell, learningRate) {
      const width = enter(cell);
      const dropout = forward(width, batch);
      lossSum += width.pass.backward(batch.size, dropout);
      losses++;
      update(width, learningRate);
    },
    drain() {
      const mean = lossSum / losses;
      lossSum = 0;
      losses = 0;
      return mean;
    },
    score(batches, cell) {
      const width = enter(cell);
      const { stage, output } = base.stages[base.stages.length - 1];
      let right = 0;
      let images = 0;
      for (const batch of batches) {
        forward(width, batch);
        right += hits(heap.subarray(output / 4), batch.labels, stage.units);
        images += batch.size;
      }
      return right / images;
    },
    parametersAt(cell, batches) {
      const width = enter(cell);
      const affine = affineOf(width);
      batches.forEach((batch, i) => {
        forward(width, batch);
        // Running mean of the batches so far.
        for (const s of base.stages) {
          kernels.follow(s.stage.units, s.columns, s.mean, s.variance, i / (i + 1));
        }
      });
      return base.stages.map(
        (s, i): StageParameters => ({
          ...affine[i],
          weights: copyOf(heap, s.weights.value, s.weights.length),
          mean: copyOf(heap, s.mean, s.stage.units),
          variance: copyOf(heap, s.variance, s.stage.units),
        }),
      );
    },
    state: () => ({
      weights: base.stages.map((s) => copyOf(heap, s.weights.value, s.weights.length)),
      affine: new Map([...widths].map(([weightBits, width]) => [weightBits, affineOf(width)])),
    }),
    dispose() {},
  };
}

/** How many images have their highest score [images][classes] at the label. */
function hits(scores: Float32Array, labels: Uint8Array, classes: number): number {
  let right = 0;
  labels.forEach((label, i) => {
    let best = 0;
    for (let c = 1; c < classes; c++) if (scores[i * classes + c] > scores[i * classes + best]) best = c;
    if (best === label) right++;
  });
  return right;
}
