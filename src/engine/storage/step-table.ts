import { stateBytes } from '../cell-store';
import type { Checkpoint } from '../checkpoint';
import type { KeptStep, StepStore } from '../compress/step-store';

/** Steps that were run and the float networks that they ended with, by `stepKeys`. */
export interface StepTable extends Pick<StepStore, 'step' | 'float' | 'keepStep'> {
  usage(): Promise<{ steps: number; bytes: number }>;
  clear(): Promise<void>;
}

/** A table that lives as long as the page. Copies what it is given. */
export function memoryStepTable(): StepTable {
  const steps = new Map<string, KeptStep>();
  const floats = new Map<string, Checkpoint>();
  return {
    step: async (key) => structuredClone(steps.get(key)),
    float: async (key) => structuredClone(floats.get(key)),
    async keepStep(key, step, float) {
      steps.set(key, structuredClone(step));
      if (float) floats.set(key, structuredClone(float));
    },
    usage: async () => ({ steps: steps.size, bytes: bytesOf([...steps.values()], [...floats.values()]) }),
    async clear() {
      steps.clear();
      floats.clear();
    },
  };
}

/** Bytes of the networks, which are nearly all that steps take. */
export const bytesOf = (steps: readonly KeptStep[], floats: readonly Checkpoint[]): number =>
  [
    ...steps.map(({ cell }) => cell?.network.byteLength ?? 0),
    ...floats.map(({ state }) => stateBytes(state)),
  ].reduce((sum, bytes) => sum + bytes, 0);
