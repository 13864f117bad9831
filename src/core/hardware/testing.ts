import fc from 'fast-check';
import { legalRams, MVAU_CHOICES, type MvauChoice, type MvauOptions } from './mvau-options';

/** Every legal choice of one MVAU. */
export const mvauChoices: fc.Arbitrary<MvauChoice> = fc.constantFrom(...MVAU_CHOICES.memory).chain((memory) =>
  fc.record({
    thresholds: fc.constantFrom(...MVAU_CHOICES.thresholds),
    thresholdMemory: fc.constantFrom(...MVAU_CHOICES.thresholdMemory),
    memory: fc.constant(memory),
    ram: fc.constantFrom(...legalRams(memory)),
    multipliers: fc.constantFrom(...MVAU_CHOICES.multipliers),
    activation: fc.constantFrom(...MVAU_CHOICES.activation),
  }),
);

/** Legal options of a network: the same for all layers, or layer by layer. */
export const mvauOptions = (layers: number): fc.Arbitrary<MvauOptions> =>
  fc.oneof(
    mvauChoices,
    fc.array(mvauChoices, { minLength: layers, maxLength: layers }).map((choices) => ({
      thresholds: choices.map((choice) => choice.thresholds),
      thresholdMemory: choices.map((choice) => choice.thresholdMemory),
      memory: choices.map((choice) => choice.memory),
      ram: choices.map((choice) => choice.ram),
      multipliers: choices.map((choice) => choice.multipliers),
      activation: choices.map((choice) => choice.activation),
    })),
  );
