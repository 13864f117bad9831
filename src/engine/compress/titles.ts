import type { PtqOptions } from '../../core/compress/options';
import type { CompressionStep } from '../../core/compress/plan';
import { cellName, FLOAT_BITS } from '../../core/precision';

const epochs = (count: number): string => `${count} epoch${count === 1 ? '' : 's'}`;

function quantization({ weights: w, activations: a }: PtqOptions): string {
  const weights = `weights ${w.scheme} per ${w.granularity} ${w.calibration}`;
  if (a.bits === FLOAT_BITS) return `W${w.bits}, ${weights}, activations float`;
  const dynamic = a.ranges === 'dynamic' ? ' dynamic' : '';
  return `W${w.bits} A${a.bits}, ${weights}, activations ${a.scheme} ${a.calibration}${dynamic}`;
}

const TITLES: { [K in CompressionStep['kind']]: (step: Extract<CompressionStep, { kind: K }>) => string } = {
  train: (step) => `float training, ${epochs(step.epochs)}, batch ${step.batchSize}`,
  prune: (step) => `pruning to ${100 * step.amount} % zeros, ${epochs(step.epochs)}`,
  ptq: (step) => `all layers after training: ${quantization(step)}`,
  'partial-ptq': (step) => `all but the ${SKIPPED[step.skip]}: ${quantization(step)}`,
  qat: (step) => `quantization-aware training ${cellName(step)}, ${epochs(step.epochs)}`,
  fixed: ({ parameterBits, kHot, lowest, ...step }) =>
    [
      `fixed point ${cellName(step)}, BatchNorm ${parameterBits} bits`,
      ...(kHot === 0 ? [] : [`${kHot}-hot`]),
      ...(lowest === 'zero' ? ['integer bits from 0'] : []),
      step.epochs === 0 ? 'placed after training' : epochs(step.epochs),
    ].join(', '),
  map: (step) => `hardware: ${step.estimator} on ${step.device}, ${step.clockMhz} MHz`,
};

const SKIPPED = { convolutions: 'convolutions', sensitive: 'most sensitive layers' } as const;

/** A step in words. */
export const titleOf = <K extends CompressionStep['kind']>(
  step: Extract<CompressionStep, { kind: K }>,
): string => TITLES[step.kind as K](step);
