import type { CellStore } from '../cell-store';
import { memoryCellStore } from '../storage/memory-store';
import { memoryStepTable, type StepTable } from '../storage/step-table';
import { type StepStore, stepStore } from './step-store';

/** A store in memory, and its two halves. */
export function memoryStepStore(): { store: StepStore; table: StepTable; cells: CellStore } {
  const [table, cells] = [memoryStepTable(), memoryCellStore()];
  return { store: stepStore(table, cells), table, cells };
}
