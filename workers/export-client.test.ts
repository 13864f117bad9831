import { describe, expect, it } from 'vitest';
import { tarOf } from '../src/core/codegen/archive';
import { exportName, generateExport } from '../src/core/codegen/export';
import { testRequest } from '../src/core/codegen/testing';
import { deviceOf } from '../src/core/hardware/devices';
import { estimatorOf } from '../src/core/hardware/estimators';
import { writtenOut } from '../src/core/hardware/lazy-explanations';
import { mlp } from '../src/core/network/presets';
import { sha256Hex } from '../src/core/sha256';
import { gunzip } from '../src/data/gzip';
import { createExportClient } from './export-client';
import { createExportService } from './export-service';
import type { ExportProgress } from './protocol';
import { fakeFactory } from './testing';

const topology = mlp('tiny', [8]);
const device = deviceOf('xc7z020');
const bits = [3, 3, 1] as const;

/** A request as the page makes it: what is written when it is read is written out for the worker. */
const request = {
  ...testRequest({
    topology,
    bits,
    foldings: [
      [1, 1],
      [1, 1],
    ],
    vectors: 3,
    device,
  }),
  estimate: writtenOut(
    estimatorOf('finn').estimate({
      topology,
      precision: { weightBits: 3, activationBits: 3, inputBits: 1 },
      targetFps: 1000,
      clockMhz: 100,
      part: device.part,
    }),
  ),
};

const lab = () => {
  const { factory, workers } = fakeFactory(createExportService);
  return { client: createExportClient(factory), workers };
};

describe('the export client', () => {
  it('makes the archive that the core makes, byte for byte in the tar', async () => {
    const { client, workers } = lab();
    const seen: ExportProgress[] = [];
    const { name, bytes, sha256, files, vectors } = await client.archive(request, {
      onProgress: (progress) => void seen.push(progress),
    });
    const tar = await tarOf(exportName(request), generateExport(request));
    expect(name).toBe('bitscape-tiny-w3a3-xc7z020');
    expect(sha256).toBe(sha256Hex(tar));
    expect(sha256Hex(await gunzip(bytes))).toBe(sha256);
    expect(files.map((f) => f.path)).toContain('MANIFEST.json');
    expect(files.every((f) => f.bytes > 0)).toBe(true);
    expect(vectors).toEqual({ vectors: 3, equal: 3, firstDifferent: null });
    await expect
      .poll(() => [...new Set(seen.map(({ doing }) => doing))])
      .toEqual(['writing', 'hashing', 'checking', 'packing', 'compressing']);
    const counts = (doing: string) => seen.flatMap((p) => ('done' in p && p.doing === doing ? [p] : []));
    expect(counts('hashing').at(-1)).toEqual({ doing: 'hashing', done: files.length - 1, all: files.length });
    expect(counts('writing').at(-1)?.done).toBe(files.length - 1);
    const written = counts('writing').map(({ done }) => done);
    expect(written).toEqual([...written].sort((a, b) => a - b));
    expect(workers.map((w) => w.terminated)).toEqual([true]);
  });

  it('gives the files for reading', async () => {
    const { files, vectors } = await lab().client.generate(request);
    expect(files).toEqual(generateExport(request));
    expect(vectors).toEqual({ vectors: 3, equal: 3, firstDifferent: null });
  });

  it('is stopped by a signal, at once', async () => {
    const { client, workers } = lab();
    const stop = new AbortController();
    const generating = client.generate(request, { signal: stop.signal });
    stop.abort();
    await expect(generating).rejects.toMatchObject({ name: 'Cancelled' });
    expect(workers[0].terminated).toBe(true);
  });

  it('brings over why there can be no export', async () => {
    const none = { ...request, vectors: { ...request.vectors, count: 0 } };
    await expect(lab().client.generate(none)).rejects.toMatchObject({ name: 'BadVectors', where: 'vectors' });
  });
});
