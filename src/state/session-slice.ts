import type { StateCreator } from 'zustand';
import type { ExportProgress } from '../../workers/protocol';
import type { Dataset } from '../core/datasets/dataset';
import type { CellPosition } from '../core/precision';
import type { AppState } from './store';

export type Theme = 'auto' | 'light' | 'dark';

/** A message to the person: an error is shown until dismissed, an info for a while. The log keeps both. */
export interface Notice {
  id: number;
  kind: 'info' | 'error';
  text: string;
}

/** State of the data set that training needs. */
export interface DataStatus {
  /** Id of the data set that this is about. */
  id: string;
  state: 'idle' | 'loading' | 'ready' | 'failed';
  /** "Downloading train-images ... 3.1 of 9.9 MB" */
  text: string;
  /** 0..1 while loading, null when unknown. */
  progress: number | null;
}

/** What a run is for: the cells of the design's grid, a preview of all of them, or the steps of its pipeline. */
export type RunGoal = 'train' | 'preview' | 'compress';

/** The run that goes on: a shared-weight training, cells, or both. */
export interface SweepStatus {
  /** `stopping`: cancelled, but workers still close and locks are held. */
  state: 'idle' | 'running' | 'paused' | 'stopping';
  goal: RunGoal;
  /** The shared-weight training in it; null before and after. */
  shared: SharedProgress | null;
  /** Of a pipeline: the step that runs, in words, and the share of all that is to be run, 0..1. */
  step: { words: string; share: number } | null;
  cellsDone: number;
  cells: number;
  imagesPerSecond: number;
  secondsLeft: { low: number; high: number } | null;
  workers: number;
}

/** How far a shared-weight training is. */
export interface SharedProgress {
  /** Share of it that is done, 0..1. */
  share: number;
  /** Training images per second; 0 while it measures the cells. */
  imagesPerSecond: number;
  secondsLeft: SweepStatus['secondsLeft'];
  /** Label of the engine that trains them, once it is open. */
  engine: string | null;
}

export interface LogLine {
  time: number;
  text: string;
}

/** What belongs to this tab only: nothing here is in the link. */
export interface SessionSlice {
  hover: CellPosition | null;
  theme: Theme;
  /** Engine id asked for, or "auto". */
  engineChoice: string;
  /** Label of the engine that trains, once one is open. */
  engineLabel: string | null;
  /** How far the export of the selected cell is; null while none is made. */
  exporting: ExportProgress | null;
  /** The file that is open in the code drawer, by its path in the export; '' until one is chosen. */
  codePath: string;
  /** The pinned cell that the code is compared with, by `cellKey`; null for none. */
  codeAgainst: string | null;
  /** Index of the layer that is selected in the list of layers and in the code, and of the one under the pointer there. */
  layer: number | null;
  hoveredLayer: number | null;
  data: DataStatus;
  /** Images that the person opened and that are not MNIST; they replace the design's data. */
  ownData: Dataset | null;
  sweep: SweepStatus;
  notices: readonly Notice[];
  log: readonly LogLine[];
  setHover(cell: CellPosition | null): void;
  setTheme(theme: Theme): void;
  setEngineChoice(id: string): void;
  setOwnData(data: Dataset | null): void;
  updateSession(patch: Partial<Pick<SessionSlice, Updatable>>): void;
  notify(kind: Notice['kind'], text: string): void;
  dismiss(id: number): void;
  note(text: string): void;
}

type Updatable =
  | 'engineLabel'
  | 'exporting'
  | 'codePath'
  | 'codeAgainst'
  | 'layer'
  | 'hoveredLayer'
  | 'data'
  | 'sweep';

export const IDLE_SWEEP: SweepStatus = {
  state: 'idle',
  goal: 'train',
  shared: null,
  step: null,
  cellsDone: 0,
  cells: 0,
  imagesPerSecond: 0,
  secondsLeft: null,
  workers: 0,
};

const LOG_LIMIT = 500;
let nextNotice = 1;

const added = (log: readonly LogLine[], text: string): LogLine[] =>
  [...log, { time: Date.now(), text }].slice(-LOG_LIMIT);

export const createSessionSlice: StateCreator<AppState, [], [], SessionSlice> = (set) => ({
  hover: null,
  theme: 'auto',
  engineChoice: 'auto',
  engineLabel: null,
  exporting: null,
  codePath: '',
  codeAgainst: null,
  layer: null,
  hoveredLayer: null,
  data: { id: '', state: 'idle', text: '', progress: null },
  ownData: null,
  sweep: IDLE_SWEEP,
  notices: [],
  log: [],
  setHover: (hover) => set({ hover }),
  setTheme: (theme) => set({ theme }),
  setOwnData: (ownData) => set({ ownData }),
  setEngineChoice: (engineChoice) => set({ engineChoice, engineLabel: null }),
  updateSession: (patch) => set(patch),
  notify: (kind, text) =>
    set(({ notices, log }) =>
      notices.some((n) => n.text === text)
        ? {}
        : { notices: [...notices, { id: nextNotice++, kind, text }], log: added(log, text) },
    ),
  dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((n) => n.id !== id) })),
  note: (text) => set(({ log }) => ({ log: added(log, text) })),
});
