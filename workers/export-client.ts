import { proxy, type Remote } from 'comlink';
import type { ExportRequest } from '../src/core/codegen/export-request';
import type { WorkerFactory } from './connection';
import { inOwnWorker } from './one-shot';
import type { ExportApi, ExportArchive, ExportFiles, ExportProgress } from './protocol';

/** What a caller may hear of an export, and stop it by: aborting ends the worker at once. */
export interface ExportHooks {
  signal?: AbortSignal;
  onProgress?(progress: ExportProgress): void;
}

/** Makes exports in a worker. */
export interface ExportClient {
  /** The files of an export, for reading. */
  generate(request: ExportRequest, hooks?: ExportHooks): Promise<ExportFiles>;
  /** The export as .tar.gz. */
  archive(request: ExportRequest, hooks?: ExportHooks): Promise<ExportArchive>;
}

const startWorker: WorkerFactory = () =>
  new Worker(new URL('./export.worker.ts', import.meta.url), { type: 'module', name: 'export' });

/** A client; every call has a worker of its own. */
export function createExportClient(factory: WorkerFactory = startWorker): ExportClient {
  const run = <R>(
    { signal, onProgress }: ExportHooks,
    work: (remote: Remote<ExportApi>, report: (progress: ExportProgress) => void) => Promise<R>,
  ): Promise<R> =>
    inOwnWorker<ExportApi, R>(factory, 'export', signal, (remote) =>
      work(
        remote,
        proxy((progress: ExportProgress) => onProgress?.(progress)),
      ),
    );
  return {
    generate: (request, hooks = {}) => run(hooks, (remote, report) => remote.generate(request, report)),
    archive: (request, hooks = {}) => run(hooks, (remote, report) => remote.archive(request, report)),
  };
}
