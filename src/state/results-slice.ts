import type { StateCreator } from 'zustand';
import type { EpochResult, TrainedCell } from '../engine/checkpoint';
import type { AppState } from './store';

/** What is known of one cell's training under the present design. */
export interface CellResult {
  /** `elsewhere`: another tab of this browser is training it. */
  status: 'queued' | 'training' | 'done' | 'failed' | 'elsewhere';
  /** Share of the run that is done, 0..1. */
  progress: number;
  history: readonly EpochResult[];
  cell?: TrainedCell;
  /** Why it failed, for a person. */
  message?: string;
}

/** Results of the grid, by `cellKey`; cells without an entry are not trained. */
export interface ResultsSlice {
  results: Readonly<Record<string, CellResult>>;
  updateResult(key: string, patch: Partial<CellResult>): void;
  replaceResults(results: Record<string, CellResult>): void;
}

const FRESH: CellResult = { status: 'queued', progress: 0, history: [] };

export const createResultsSlice: StateCreator<AppState, [], [], ResultsSlice> = (set) => ({
  results: {},
  updateResult: (key, patch) =>
    set(({ results }) => ({ results: { ...results, [key]: { ...FRESH, ...results[key], ...patch } } })),
  replaceResults: (results) => set({ results }),
});

/** Test accuracy of the integer network after the last epoch so far; null before the first. */
export const accuracyOf = (result: CellResult | undefined): number | null =>
  result?.history.at(-1)?.test ?? null;
