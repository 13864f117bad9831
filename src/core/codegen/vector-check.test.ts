import { describe, expect, it } from 'vitest';
import { mlp } from '../network/presets';
import type { GeneratedFile } from './export-request';
import { goldenFiles } from './golden';
import { planOf } from './plan';
import { testRequest } from './testing';
import { checkVectors } from './vector-check';

const FOLDINGS = [
  [1, 1],
  [1, 1],
] as const;
const requestOf = (inputBits: number) =>
  testRequest({ topology: mlp('tiny', [8]), bits: [3, 2, inputBits], foldings: FOLDINGS, vectors: 12 });
const changed = (files: GeneratedFile[], path: string, change: (text: string) => string): GeneratedFile[] =>
  files.map((file) => (file.path === path ? { path, content: change(String(file.content)) } : file));

describe('checkVectors', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('finds the vectors equal with inputs of %i bits', (inputBits) => {
    const request = requestOf(inputBits);
    const files = goldenFiles(planOf(request));
    expect(checkVectors(request.network, files)).toEqual({ vectors: 12, equal: 12, firstDifferent: null });
  });

  const request = requestOf(2);
  const files = goldenFiles(planOf(request));
  it.each([
    [
      'a class',
      'golden/classes.txt',
      (text: string) => text.replace(/^./gm, (c, at) => (at === 6 ? 'x' : c)),
      3,
    ],
    ['a score', 'golden/scores.txt', (text: string) => text.replace(/^(\S+)/, '$11'), 0],
    [
      'the last line',
      'golden/scores.txt',
      (text: string) => text.trimEnd().split('\n').slice(0, -1).join('\n'),
      11,
    ],
  ])('finds another %s', (_, path, change, firstDifferent) => {
    expect(checkVectors(request.network, changed(files, path, change))).toEqual({
      vectors: 12,
      equal: 11,
      firstDifferent,
    });
  });

  it('finds the image whose pixels are others, and a network with another weight', () => {
    const dark = changed(
      files,
      'golden/images.hex',
      (text) => `${'0'.repeat(784)}\n${text.split('\n').slice(1).join('\n')}`,
    );
    expect(checkVectors(request.network, dark)).toMatchObject({ equal: 11, firstDifferent: 0 });
    const other = requestOf(2).network;
    const { bias } = other.stages[1];
    bias[0]++;
    expect(checkVectors(other, files).equal).toBe(0);
  });
});
