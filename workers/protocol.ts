import type { ExportRequest, FileProgress, GeneratedFile } from '../src/core/codegen/export-request';
import type { VectorCheck } from '../src/core/codegen/vector-check';
import type { CompressionPlan } from '../src/core/compress/plan';
import type { Dataset } from '../src/core/datasets/dataset';
import type { DatasetOptions } from '../src/core/datasets/synthetic';
import type { MnistProgress } from '../src/data/mnist';
import type { Checkpoint, TrainedCell } from '../src/engine/checkpoint';
import type { StepStore } from '../src/engine/compress/step-store';
import type { Recipe } from '../src/engine/recipe';
import type { RunProgress } from '../src/engine/run-options';
import type { SharedRecipe } from '../src/engine/shared/recipe';
import type { SharedRun } from '../src/engine/shared/run';
import type { SharedState } from '../src/engine/shared/trainer';
import type { TrainHooks } from '../src/engine/sweep/cell-trainer';

/**
 * What the workers answer, as comlink carries it: plain data is cloned, functions and hooks go as proxies
 * (`proxy(...)` on the page, released by the worker when the call ends). Errors arrive as they were thrown.
 */

/** The engine that a train worker opened. */
export interface OpenedEngine {
  id: string;
  label: string;
  deterministic: boolean;
  /** Engines that "auto" passed over, and why. */
  tried: { id: string; reason: string }[];
}

/** train.worker.ts: one engine, one data set, one run at a time. */
export interface TrainApi {
  /** Opens the engine ("auto" or an id) and keeps the data; to be called once, first. */
  open(engine: string, data: Dataset): Promise<OpenedEngine>;
  /** Keeps the shared weights that later recipes start from. */
  startFrom(shared: SharedState): void;
  train(recipe: Recipe, resume: Checkpoint | undefined, hooks: TrainHooks): Promise<TrainedCell>;
  /** Trains shared weights, on the opened engine if it can, else on ours. */
  trainShared(recipe: SharedRecipe, hooks: SharedHooks): Promise<SharedRun>;
  /** Runs a plan; steps that the store has are not run again. */
  compress(plan: CompressionPlan, hooks: CompressHooks): Promise<void>;
  /** Holds the run, and any later one, between two steps. */
  pause(): void;
  resume(): void;
}

/** The store that a worker asks for a step before it runs it, and gives it to after; and what it tells meanwhile. */
export interface CompressHooks extends StepStore {
  onProgress(progress: RunProgress): void;
}

/** What a worker tells while it trains shared weights. */
export interface SharedHooks {
  /** First of all: what trains them. */
  onEngine(engine: Pick<OpenedEngine, 'id' | 'label'>): void;
  onProgress(progress: RunProgress): void;
  /** Rough accuracies of all cells, in the recipe's order. */
  onScores(accuracies: readonly number[]): void;
}

/** Images drawn so far and in all. */
export interface DrawnImages {
  done: number;
  total: number;
}

/** A dropped file; the name apart, since not every engine clones it with a `File`. */
export interface DroppedFile {
  name: string;
  content: Blob;
}

/** data.worker.ts: getting a data set. A call is cancelled by terminating the worker. */
export interface DataApi {
  synthetic(options: DatasetOptions, onProgress: (drawn: DrawnImages) => void): Promise<Dataset>;
  /** The synthetic jets of the page. */
  jets(): Promise<Dataset>;
  /** MNIST from the device's cache, else downloaded, checked and cached; `onNotKept` hears if it cannot be cached. */
  mnist(
    onProgress: (progress: MnistProgress) => void,
    onMirrorFailed: (mirror: string, reason: string) => void,
    onNotKept: () => void,
  ): Promise<Dataset>;
  /** The data set of dropped IDX files; MNIST's own are cached, and `onNotKept` hears if they cannot be. */
  files(files: readonly DroppedFile[], onNotKept: () => void): Promise<Dataset>;
}

/** How far an export is; what follows the files has no count. */
export type ExportProgress = FileProgress | { doing: 'checking' | 'packing' | 'compressing' };

/** An export for reading. */
export interface ExportFiles {
  files: GeneratedFile[];
  /** Its golden vectors, recomputed from the integer network. */
  vectors: VectorCheck;
}

/** An export, ready to be saved. */
export interface ExportArchive {
  /** Folder that it unpacks to, and the file's name without ".tar.gz". */
  name: string;
  /** The .tar.gz. Its bytes differ between browsers; those of the tar in it do not. */
  bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the tar: the identity of the export. */
  sha256: string;
  /** The files in it, with their sizes in bytes. */
  files: { path: string; bytes: number }[];
  /** Its golden vectors, recomputed from the integer network. */
  vectors: VectorCheck;
}

/** export.worker.ts: generated code, and its archive. */
export interface ExportApi {
  generate(request: ExportRequest, onProgress: (progress: ExportProgress) => void): Promise<ExportFiles>;
  archive(request: ExportRequest, onProgress: (progress: ExportProgress) => void): Promise<ExportArchive>;
}
