import { Random } from '../random';
import type { FixedChoice } from './fixed-point';
import type { StageParameters } from './parameters';
import { stagesOf, type Topology } from './topology';

/** Two convolutions with a pool between and a ReLU behind each, small enough to try every accumulator. */
export const TINY_CNN: Topology = {
  name: 'tiny-cnn',
  input: { height: 6, width: 5, channels: 1 },
  layers: [
    { kind: 'conv', filters: 3, kernel: 2 },
    { kind: 'maxpool', size: 2 },
    { kind: 'conv', filters: 2, kernel: 2 },
    { kind: 'dense', units: 3 },
  ],
  activation: 'relu',
};

export const TINY_MLP: Topology = {
  name: 'tiny-mlp',
  input: { height: 1, width: 6, channels: 1 },
  layers: [
    { kind: 'dense', units: 5 },
    { kind: 'dense', units: 4 },
    { kind: 'dense', units: 3 },
  ],
  activation: 'hardtanh',
};

export const fixedOf = (choice: Partial<FixedChoice> = {}): FixedChoice => ({
  parameterBits: 6,
  kHot: null,
  method: 'nearest',
  lowest: 'negative',
  ...choice,
});

/** Random parameters with some negative gammas, and points beside the middle of two types. */
export function randomFixed(topology: Topology, seed: number): StageParameters[] {
  const random = new Random(seed);
  const floats = (length: number, low: number, high: number) =>
    Float32Array.from({ length }, () => low + (high - low) * random.uniform());
  return stagesOf(topology).map(({ fanIn, units }) => ({
    weights: floats(fanIn * units, -1.5, 1.5),
    gamma: floats(units, -1, 2),
    beta: floats(units, -1, 1),
    mean: floats(units, -1, 1),
    variance: floats(units, 0.03 * fanIn, 0.2 * fanIn),
    points: Float32Array.from([0.7, -0.4, 0.6, 0.8], (at) => at + floats(1, -0.3, 1.3)[0]),
  }));
}
