import { unpackTar } from 'modern-tar';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mlp } from '../network/presets';
import { sha256Hex } from '../sha256';
import { bytesOf, tarOf } from './archive';
import { exportName, generateExport } from './export';
import type { GeneratedFile } from './export-request';
import { type TestExport, testRequest } from './testing';

const files: GeneratedFile[] = [
  { path: 'b/two.txt', content: 'zwei €\n' },
  { path: 'a.bin', content: new Uint8Array([0, 255, 7]) },
  { path: 'B.txt', content: '' },
];

const design: TestExport = {
  topology: mlp('784-8-10', [8]),
  bits: [2, 2, 1],
  foldings: [
    [2, 49],
    [5, 4],
  ],
  vectors: 2,
};

describe('archive', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('holds every file under the root, sorted, with time 0, owner 0 and mode 644', async () => {
    const entries = await unpackTar(await tarOf('root', files));
    expect(entries.map((e) => e.header.name)).toEqual(['root/B.txt', 'root/a.bin', 'root/b/two.txt']);
    expect(entries.map((e) => [...(e.data ?? [])])).toEqual([[], [0, 255, 7], [...bytesOf('zwei €\n')]]);
    for (const { header } of entries) {
      expect(header).toMatchObject({ mode: 0o644, uid: 0, gid: 0, type: 'file' });
      expect(header.mtime?.getTime()).toBe(0);
    }
  });

  it('is plain ustar: its header block has the known bytes', async () => {
    const tar = await tarOf('root', [files[1]]);
    const header = new TextDecoder().decode(tar.subarray(0, 512));
    expect(header.slice(0, 10)).toBe('root/a.bin');
    expect(header.slice(100, 136).replaceAll('\0', ' ').split(' ').filter(Boolean)).toEqual([
      '0000644',
      '0000000',
      '0000000',
      '00000000003',
    ]);
    expect(header.slice(257, 265)).toBe('ustar\x0000');
    expect(tar.length % 512).toBe(0);
  });

  it('has the same bytes whatever the order of files and the clock', async () => {
    const first = await tarOf('root', files);
    vi.useFakeTimers({ now: new Date('2031-05-04T03:02:01Z'), toFake: ['Date'] });
    expect(sha256Hex(await tarOf('root', [...files].reverse()))).toBe(sha256Hex(first));
  });

  it('of equal requests is equal, of different ones is not', async () => {
    const tar = async (options: TestExport) => {
      const request = testRequest(options);
      return sha256Hex(await tarOf(exportName(request), generateExport(request)));
    };
    expect(await tar(design)).toBe(await tar({ ...design }));
    expect(await tar({ ...design, seed: 2 })).not.toBe(await tar(design));
  });
});
