import type { StateCreator } from 'zustand';
import type { EpochResult, TrainedCell } from '../engine/checkpoint';
import type { AppState } from './store';

/** What is known of one cell's training under the present design. */
export interface CellResult {
  /**
   * `partial`: some epochs are done, none is running. `elsewhere`: another tab of this browser is training it.
   */
  status: 'queued' | 'training' | 'partial' | 'done' | 'failed' | 'elsewhere';
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
  /** `trainingKey` of the design that the results belong to. */
  resultsOf: string;
  updateResult(key: string, patch: Partial<CellResult>): void;
  replaceResults(resultsOf: string, results: Readonly<Record<string, CellResult>>): void;
}

const FRESH: CellResult = { status: 'queued', progress: 0, history: [] };

export const createResultsSlice: StateCreator<AppState, [], [], ResultsSlice> = (set) => ({
  results: {},
  resultsOf: '',
  updateResult: (key, patch) =>
    set(({ results }) => ({ results: { ...results, [key]: { ...FRESH, ...results[key], ...patch } } })),
  replaceResults: (resultsOf, results) => set({ resultsOf, results }),
});

/** Test accuracy of the integer network after the last epoch of a finished run, 0..1; null before that. */
export const accuracyOf = (result: CellResult | undefined): number | null =>
  result?.status === 'done' ? latestOf(result) : null;

/** Test accuracy after the last finished epoch, whatever became of the run; null before the first. */
export const latestOf = (result: CellResult | undefined): number | null =>
  result?.history.at(-1)?.test ?? null;
