import type { ImageSet } from '../datasets/dataset';
import { Random } from '../random';
import type { StageParameters } from './parameters';
import { type Stage, stagesOf, type Topology } from './topology';

/** Plausible float parameters of a stage, some gammas negative, a few zero: raw material of property tests. */
export function randomStageParameters(stage: Stage, random: Random): StageParameters {
  const real = (low: number, high: number) => low + (high - low) * random.uniform();
  const list = (length: number, value: () => number) => Float32Array.from({ length }, value);
  const spread = Math.sqrt(stage.fanIn);
  return {
    weights: list(stage.fanIn * stage.units, () => real(-2, 2)),
    gamma: list(stage.units, () => (random.uniform() < 0.1 ? 0 : real(-2, 2))),
    beta: list(stage.units, () => real(-1, 1)),
    mean: list(stage.units, () => real(-spread, spread)),
    variance: list(stage.units, () => real(0.01, 2) * stage.fanIn),
  };
}

/** Random parameters of a whole network. */
export function randomParameters(topology: Topology, seed: number): StageParameters[] {
  const random = new Random(seed);
  return stagesOf(topology).map((stage) => randomStageParameters(stage, random));
}

/** Random images of a topology's input size. */
export function randomImages(topology: Topology, count: number, seed: number): ImageSet {
  const random = new Random(seed);
  const { height, width } = topology.input;
  return {
    count,
    height,
    width,
    pixels: Uint8Array.from({ length: count * height * width }, () => random.below(256)),
    labels: Uint8Array.from({ length: count }, () => random.below(10)),
  };
}
