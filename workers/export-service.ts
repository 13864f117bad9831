import { transfer } from 'comlink';
import { bytesOf, tarOf } from '../src/core/codegen/archive';
import { exportName, generateExport } from '../src/core/codegen/export';
import { sha256Hex } from '../src/core/sha256';
import { gzip } from '../src/data/gzip';
import type { ExportApi } from './protocol';
import { release } from './release';

/** What the export worker does; apart from its entry file so that it also runs in tests. */
export function createExportService(): ExportApi {
  return {
    generate: async (request) => generateExport(request),
    async archive(request, onPhase) {
      try {
        onPhase('generating');
        const files = generateExport(request);
        onPhase('packing');
        const name = exportName(request);
        const tar = await tarOf(name, files);
        onPhase('compressing');
        const bytes = new Uint8Array(await gzip(tar));
        const sizes = files.map(({ path, content }) => ({ path, bytes: bytesOf(content).length }));
        return transfer({ name, bytes, sha256: sha256Hex(tar), files: sizes }, [bytes.buffer]);
      } finally {
        release(onPhase);
      }
    },
  };
}
