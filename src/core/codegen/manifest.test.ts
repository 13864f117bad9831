import { describe, expect, it } from 'vitest';
import { mlp } from '../network/presets';
import { sha256Hex } from '../sha256';
import { bytesOf } from './archive';
import { exportName, generateExport } from './export';
import { testRequest } from './testing';

const request = testRequest({
  topology: mlp('784-8-10', [8]),
  bits: [2, 3, 4],
  foldings: [
    [2, 49],
    [5, 4],
  ],
  vectors: 3,
});
const files = generateExport(request);
const manifest = JSON.parse(String(files.find((f) => f.path === 'MANIFEST.json')?.content));

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

  it('names the export after network, precision and device', () => {
    expect(exportName(request)).toBe('bitscape-784-8-10-w2a3-xc7z020');
  });
});
