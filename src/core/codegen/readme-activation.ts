import type { Plan } from './plan';
import { askedActivation } from './plan/activation';

/** What a layer's activation became, in the manifest. */
export interface ActivationEntry {
  name: string;
  activation: 'thresholds' | 'affine' | 'two-hot';
  scaleBits?: number;
  shift?: number;
  /** Why it has thresholds where lines were asked for. */
  reason?: string;
}

/** The activations of the hidden layers; none where all have the thresholds that were asked for. */
export function activationEntries({ request, layers }: Plan): ActivationEntry[] {
  const plain = layers.every(
    ({ activation }, i) => !activation.lines && askedActivation(request, i) === 'thresholds',
  );
  if (plain) return [];
  return layers
    .filter(({ output }) => output !== null)
    .map(({ name, activation: { lines, reason } }): ActivationEntry => {
      if (!lines) return { name, activation: 'thresholds', ...(reason !== null && { reason }) };
      return { name, activation: lines.kind, scaleBits: lines.scaleBits, shift: lines.affine.shift };
    });
}

const HOW = { affine: 'with a multiplier', 'two-hot': 'with two shifts' } as const;

/** Lines of the README about activations and products; none where all have the thresholds that were asked for. */
export const activationLines = (plan: Plan): string[] => [
  ...activationEntries(plan).flatMap(({ name, activation, scaleBits, shift, reason }) => {
    if (activation !== 'thresholds')
      return `- ${name} has a line per neuron instead of thresholds, ${HOW[activation]}: code = (scale x sum + bias) >> ${shift}, scales of ${scaleBits} bits.`;
    return reason === undefined ? [] : `- ${reason}; it keeps its thresholds.`;
  }),
  ...(plan.shiftAdd ? ['- No multiplier: all products are shifts and adds, and take no DSP.'] : []),
];
