import { indexedStepTable } from './indexed-steps';
import { memoryStepTable, type StepTable } from './step-table';

/**
 * The table of IndexedDB, or one in memory where the browser has none. What the disk refuses later is kept in memory;
 * `onProblem` hears of either, once, in words for a person. Never rejects.
 */
export async function openStepTable(
  onProblem: (message: string) => void,
  openKept: () => Promise<StepTable> = indexedStepTable,
): Promise<StepTable> {
  const memory = memoryStepTable();
  let told = false;
  const tell = (error: unknown): void => {
    if (!told)
      onProblem(
        `Compression steps are kept until the page closes: ${error instanceof Error ? error.message : error}.`,
      );
    told = true;
  };
  const kept = await openKept().catch((error) => {
    tell(error);
    return null;
  });
  if (!kept) return memory;
  const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      tell(error);
      return otherwise;
    }
  };
  return {
    step: async (key) => (await memory.step(key)) ?? attempt(() => kept.step(key), undefined),
    float: async (key) => (await memory.float(key)) ?? attempt(() => kept.float(key), undefined),
    async keepStep(key, step, float) {
      const saved = await attempt(() => kept.keepStep(key, step, float).then(() => true), false);
      if (!saved) await memory.keepStep(key, step, float);
    },
    async usage() {
      const [a, b] = [await attempt(() => kept.usage(), { steps: 0, bytes: 0 }), await memory.usage()];
      return { steps: a.steps + b.steps, bytes: a.bytes + b.bytes };
    },
    async clear() {
      await memory.clear();
      await attempt(() => kept.clear(), undefined);
    },
  };
}
