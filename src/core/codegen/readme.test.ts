import { describe, expect, it } from 'vitest';
import { mlp, PRESETS } from '../network/presets';
import { foldingsOf } from './csim/testing';
import { generateExport } from './export';
import type { ExportRequest } from './export-request';
import { testRequest } from './testing';
import { unrolledRequest } from './unrolled/testing';

const tiny = mlp('784-8-10', [8]);
const EXPORTS: Record<string, () => ExportRequest> = {
  'an MLP': () =>
    testRequest({ topology: tiny, bits: [2, 2, 1], foldings: foldingsOf('2x49 5x4'), vectors: 1 }),
  'a CNN': () =>
    testRequest({
      topology: PRESETS.cnn,
      bits: [2, 2, 8],
      foldings: foldingsOf('1x9 1x12 1x12'),
      vectors: 1,
    }),
  'an unrolled MLP': () => unrolledRequest({ topology: mlp('784-5-10', [5]), bits: [2, 2, 1], vectors: 1 }),
};

const contentOf = (request: ExportRequest, path: string): string =>
  String(generateExport(request).find((file) => file.path === path)?.content);

/** Paths that the README's table of files names: a name without a folder lies in that of the name before it. */
function namedPaths(readme: string): string[] {
  const table = readme.split('## Files\n')[1].split('\n## ')[0];
  return table.split('\n').flatMap((line) => {
    const [cell = ''] = line.split('|').slice(1);
    let folder = '';
    return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => {
      if (!name.includes('/')) return folder + name;
      folder = name.slice(0, name.lastIndexOf('/') + 1);
      return name;
    });
  });
}

describe('the README of an export', () => {
  it.each(Object.entries(EXPORTS))('names files that are there, of %s, and all folders', (_, request) => {
    const paths = generateExport(request()).map(({ path }) => path);
    const named = namedPaths(contentOf(request(), 'README.md'));
    const missing = named.filter((path) =>
      path.endsWith('/') ? !paths.some((p) => p.startsWith(path)) : !paths.includes(path),
    );
    expect(missing).toEqual([]);
    const folders = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
    expect([...folders].sort()).toEqual(['golden', 'hls', 'pynq', 'qonnx', 'report', 'rtl', 'vivado']);
    for (const folder of folders) {
      expect(named.some((path) => path.startsWith(`${folder}/`))).toBe(true);
    }
    expect(paths).toEqual(expect.arrayContaining(['Makefile', 'README.md', 'MANIFEST.json']));
  });

  it('tells the way to the board, or that none is known', () => {
    const request = EXPORTS['an MLP']();
    expect(contentOf(request, 'README.md')).toContain(
      '`make vivado BOARD=pynq-z2` writes `pynq/bitscape.bit`',
    );
    const boardless = { ...request, device: { ...request.device, part: 'xc7a200tsbg484-1' } };
    expect(contentOf(boardless, 'README.md')).toContain('No board is known for xc7a200tsbg484-1');
  });

  it('has PE and SIMD of folded layers, and the reuse factor of unrolled ones', () => {
    expect(contentOf(EXPORTS['an MLP'](), 'README.md')).toContain(
      '| mvau0 | 8 x 784 | 1 | 2 | 49 | 8 x 784 | 64 |',
    );
    const unrolled = contentOf(EXPORTS['an unrolled MLP'](), 'README.md');
    expect(unrolled).toContain('| layer | neurons x inputs | unrolled | cycles |');
    expect(unrolled).toMatch(/\| mvau0 \| 5 x 784 \| .*reuse factor 1.* \|/);
    expect(unrolled).not.toContain('SIMD |');
  });
});
