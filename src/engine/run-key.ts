import { sparsityKey } from '../core/compress/sparsity';
import type { FixedChoice } from '../core/network/fixed-point';
import { describeTopology } from '../core/network/topology';
import type { Recipe } from './recipe';

/**
 * Version of what a recipe means: to be raised by every change that makes equal recipes train other networks
 * (initialisation, shuffles, optimiser, rounding, the fold into integers), so that no result of the old rules
 * passes for one of the new.
 */
export const TRAINING_VERSION = 1;

/** Fixed point as a part of a run's key: "fixed(p8:negative)", "fixed(p8:zero,2-hot:nearest)". */
export const fixedKey = ({ parameterBits, kHot, method, lowest }: FixedChoice): string =>
  `fixed(p${parameterBits}:${lowest}${kHot === null ? '' : `,${kHot}-hot:${method}`})`;

/**
 * Identity of a training run: equal keys mean equal results on the same engine build. Readable on purpose.
 * `training` is the `TRAINING_VERSION` that it was trained by; results from before it was recorded are of version 1.
 */
export function runKey(recipe: Recipe, dataset: string, training: number = TRAINING_VERSION): string {
  const {
    topology,
    precision: p,
    epochs,
    batchSize,
    learningRate,
    loss,
    dropout,
    seed,
    start,
    sparsity,
    fixed,
    parent,
    ptq,
  } = recipe;
  return [
    dataset,
    `${describeTopology(topology).replaceAll(' ', '_')}:${topology.activation}`,
    `w${p.weightBits}a${p.activationBits}i${p.inputBits}`,
    `e${epochs}`,
    `b${batchSize}`,
    `lr${learningRate}`,
    loss,
    `d${dropout.input},${dropout.hidden}`,
    `s${seed}`,
    ...(start === undefined ? [] : [start]),
    ...(sparsity === undefined ? [] : [sparsityKey(sparsity)]),
    ...(fixed === undefined ? [] : [fixedKey(fixed)]),
    ...(parent === undefined ? [] : [`from(${parent})`]),
    ...(ptq === undefined ? [] : [ptq]),
    `t${training}`,
  ].join('/');
}
