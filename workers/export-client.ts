import { proxy } from 'comlink';
import type { ExportRequest, GeneratedFile } from '../src/core/codegen/export-request';
import type { WorkerFactory } from './connection';
import { inOwnWorker } from './one-shot';
import type { ExportApi, ExportArchive, ExportPhase } from './protocol';

/** Makes exports in a worker. */
export interface ExportClient {
  /** The files of an export, for reading. */
  generate(request: ExportRequest, hooks?: { signal?: AbortSignal }): Promise<GeneratedFile[]>;
  /** The export as .tar.gz. */
  archive(
    request: ExportRequest,
    hooks?: { signal?: AbortSignal; onPhase?: (phase: ExportPhase) => void },
  ): Promise<ExportArchive>;
}

const startWorker: WorkerFactory = () =>
  new Worker(new URL('./export.worker.ts', import.meta.url), { type: 'module', name: 'export' });

/** A client; every call has a worker of its own. */
export function createExportClient(factory: WorkerFactory = startWorker): ExportClient {
  return {
    generate: (request, { signal } = {}) =>
      inOwnWorker<ExportApi, GeneratedFile[]>(factory, 'export', signal, (remote) =>
        remote.generate(request),
      ),
    archive: (request, { signal, onPhase } = {}) =>
      inOwnWorker<ExportApi, ExportArchive>(factory, 'export', signal, (remote) =>
        remote.archive(
          request,
          proxy((phase: ExportPhase) => onPhase?.(phase)),
        ),
      ),
  };
}
