import { transfer } from 'comlink';
import { bytesOf, tarOf } from '../src/core/codegen/archive';
import { exportName, generateExport } from '../src/core/codegen/export';
import type { ExportRequest } from '../src/core/codegen/export-request';
import { checkVectors } from '../src/core/codegen/vector-check';
import { sha256Hex } from '../src/core/sha256';
import { gzip } from '../src/data/gzip';
import type { ExportApi, ExportFiles, ExportProgress } from './protocol';
import { release } from './release';

/** What the export worker does; apart from its entry file so that it also runs in tests. */
export function createExportService(): ExportApi {
  return {
    async generate(request, onProgress) {
      try {
        return written(request, onProgress);
      } finally {
        release(onProgress);
      }
    },
    async archive(request, onProgress) {
      try {
        const { files, vectors } = written(request, onProgress);
        onProgress({ doing: 'packing' });
        const name = exportName(request);
        const tar = await tarOf(name, files);
        onProgress({ doing: 'compressing' });
        const bytes = new Uint8Array(await gzip(tar));
        const sizes = files.map(({ path, content }) => ({ path, bytes: bytesOf(content).length }));
        return transfer({ name, bytes, sha256: sha256Hex(tar), files: sizes, vectors }, [bytes.buffer]);
      } finally {
        release(onProgress);
      }
    },
  };
}

function written(request: ExportRequest, onProgress: (progress: ExportProgress) => void): ExportFiles {
  const files = generateExport(request, onProgress);
  onProgress({ doing: 'checking' });
  return { files, vectors: checkVectors(request.network, files) };
}
