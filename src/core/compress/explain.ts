import { type Explanation, figure } from '../hardware/explanation';
import type { Stage } from '../network/topology';
import { FLOAT_BITS } from '../precision';
import type { NetworkSize } from './size';

/** Figures of a network's size that can be opened. */
export type SizeName = 'parameters' | 'nonZero' | 'memory' | 'products';

const SOURCE = 'the network of the step, BatchNorm folded into weights and biases';
const EXACT = 'None: counted.';

/** "a + b = c". */
const sum = (terms: readonly string[], value: number): string => `${terms.join(' + ')} = ${figure(value)}`;

/**
 * How the size of a network comes about, layer by layer.
 * @param nonZero Weights of each layer that are not 0.
 */
export function explainSize(
  stages: readonly Stage[],
  size: NetworkSize,
  nonZero: readonly number[],
): Record<SizeName, Explanation> {
  const biases = stages.reduce((total, { units }) => total + units, 0);
  const left = size.parameters - size.zeros;
  const kept = size.thresholdBytes;
  return {
    parameters: {
      value: size.parameters,
      formula: 'sum over the layers of (inputs of a neuron + 1 bias) · neurons',
      substituted: sum(
        stages.map(({ fanIn, units }) => `(${fanIn} + 1) · ${units}`),
        size.parameters,
      ),
      source: SOURCE,
      error: EXACT,
    },
    nonZero: {
      value: left,
      formula: 'parameters - weights that are 0',
      substituted: `${size.parameters} - ${size.zeros} = ${left}`,
      source: SOURCE,
      error: EXACT,
    },
    memory: {
      value: size.memoryBytes,
      formula: `bytes of the weights at their width + biases · ${FLOAT_BITS} bits`,
      substituted: `${size.weightBytes} + ${biases} · ${FLOAT_BITS / 8} = ${size.memoryBytes} bytes`,
      source: `${SOURCE}; what a model file holds, as in paper 001, Table 2`,
      error: `None: counted, without a file's header.${
        kept === null
          ? ''
          : ` In place of the biases the integer network holds ${kept} bytes of thresholds or lines.`
      }`,
    },
    products: {
      value: size.products,
      formula: 'sum over the layers of weights that are not 0 · outputs of a neuron per image',
      substituted: sum(
        stages.map(({ vectors }, i) => `${nonZero[i]} · ${vectors}`),
        size.products,
      ),
      source: SOURCE,
      error: EXACT,
    },
  };
}

/** How the multipliers of a mapped network come about: PE times SIMD of each layer. */
export function explainMultipliers(foldings: readonly { pe: number; simd: number }[]): Explanation {
  const value = foldings.reduce((total, { pe, simd }) => total + pe * simd, 0);
  return {
    value,
    formula: 'sum over the layers of PE · SIMD',
    substituted: sum(
      foldings.map(({ pe, simd }) => `${pe} · ${simd}`),
      value,
    ),
    source: 'the folding of each layer',
    error: EXACT,
  };
}

/** How a latency in seconds comes about from one in cycles. */
export const explainSeconds = (cycles: Explanation, clockMhz: number): Explanation => ({
  value: cycles.value / (clockMhz * 1e6),
  formula: 'latency in cycles / clock',
  substituted: `${figure(cycles.value)} / ${clockMhz} MHz = ${figure(cycles.value / clockMhz)} µs`,
  source: cycles.source,
  error: `${cycles.error} That the clock is reached is not modelled.`.trim(),
});
