import { describeTopology } from '../core/network/topology';
import type { Recipe } from './recipe';

/** Identity of a training run: equal keys mean equal results on the same engine build. Readable on purpose. */
export function runKey(recipe: Recipe, dataset: string): string {
  const { topology, precision: p, epochs, batchSize, learningRate, loss, dropout, seed } = recipe;
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
  ].join('/');
}
