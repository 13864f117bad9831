import { cellName } from '../core/precision';
import type { StepResult } from '../engine/compress/result';

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const shown = (value: number | null): string => (value === null ? 'not modelled' : `${value}`);

/** A step in a line of standard error: what it did, accuracy, memory, hardware. */
export function stepLine(result: StepResult, index: number): string {
  const { title, leftOut, accuracy, before, size, precision, hardware, notMapped } = result;
  const head = `step ${index + 1}, ${title}`;
  if (leftOut !== null) return `${head}: left out, ${leftOut}`;
  const words = [
    accuracy &&
      `validation ${percent(accuracy.validation)}, test ${percent(accuracy.test)}${before ? ` (before ${percent(before.test)})` : ''}`,
    size && `${size.memoryBytes} bytes`,
    precision && `hardware ${cellName(precision)}`,
    hardware &&
      `${shown(hardware.lut)} LUT, ${shown(hardware.ff)} FF, ${shown(hardware.bram18)} BRAM18, ${shown(hardware.dsp)} DSP, ` +
        `II ${hardware.ii}, latency ${hardware.latencyCycles} cycles`,
    notMapped,
  ].filter(Boolean);
  return `${head}: ${words.join('; ')}`;
}
