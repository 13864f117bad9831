import { describe, expect, it } from 'vitest';
import { packNetwork } from '../network/pack';
import { mlp } from '../network/presets';
import { sha256Hex } from '../sha256';
import { bytesOf } from './archive';
import { exportName, generateExport } from './export';
import type { ExportRequest } from './export-request';
import { testRequest } from './testing';

const origin = {
  trainedOn: 'synthetic-1',
  testedOn: 'synthetic-2',
  engine: 'reference',
  revision: '0.0.9',
  folding: 'file',
} as const;
const request: ExportRequest = {
  ...testRequest({
    topology: mlp('784-8-10', [8]),
    bits: [2, 3, 4],
    foldings: [
      [2, 49],
      [5, 4],
    ],
    vectors: 3,
  }),
  origin,
};
const files = generateExport(request);
const textOf = (of: ExportRequest, path: string): string =>
  String(generateExport(of).find((f) => f.path === path)?.content);
const readmeOf = (of: ExportRequest): string => textOf(of, 'README.md');
const manifestOf = (of: ExportRequest) => JSON.parse(textOf(of, 'MANIFEST.json'));
const manifest = manifestOf(request);

describe('manifest', () => {
  it('has the SHA-256 of every other file', () => {
    const expected = files
      .filter((f) => f.path !== 'MANIFEST.json')
      .map(({ path, content }) => [path, sha256Hex(bytesOf(content))]);
    expect(Object.entries(manifest.files)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(15);
  });

  it('tells the design, its accuracy with count and data set, and the estimate', () => {
    expect(manifest).toMatchObject({
      format: 'bitscape-export',
      version: 1,
      revision: '0.1.0',
      link: '#v=1',
      network: { name: '784-8-10', shape: '784-8-10', weightBits: 2, activationBits: 3, inputBits: 4 },
      accuracy: { value: 0.9731, count: 10000, dataset: 'synthetic digits, not MNIST' },
      hardware: { device: 'xc7z020', part: 'xc7z020clg400-1', clockMhz: 100 },
      estimate: { estimator: 'finn', ii: 64 },
      vectors: 3,
    });
    expect(manifest.hardware.foldings[1]).toEqual({ name: 'mvau1', pe: 5, simd: 4, mw: 8, mh: 10 });
  });

  it('tells what the link does not hold: the network, the data, and where the folding comes from', () => {
    const packed = packNetwork(request.network);
    expect(manifest).toMatchObject({ origin, network: { sha256: sha256Hex(packed) } });
    expect(readmeOf(request)).toContain(`the network, SHA-256 ${sha256Hex(packed)}`);
    expect(readmeOf(request)).toContain('reference (Bitscape 0.0.9) on synthetic-1');
    expect(readmeOf(request)).toContain('the folding, which was given as a file');
    expect(readmeOf(request)).toContain('3 in `golden/`, the first of the test set of synthetic-2');
    const own = { ...request, origin: { ...origin, folding: 'link' as const } };
    expect(readmeOf(own)).not.toContain('the folding, which was given');
  });

  it('is without an origin where none is known', () => {
    const { origin: _, ...rest } = request;
    expect(manifestOf(rest)).not.toHaveProperty('origin');
    expect(readmeOf(rest)).toContain('3 in `golden/`.');
  });

  it('names the export after network, precision and device', () => {
    expect(exportName(request)).toBe('bitscape-784-8-10-w2a3-xc7z020');
  });
});
