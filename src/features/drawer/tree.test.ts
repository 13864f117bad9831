import { describe, expect, it } from 'vitest';
import { foldersOf, treeMove, treeRows } from './tree';

const PATHS = ['README.md', 'hls/mvau1.h', 'hls/include/ap_int.h', 'hls/mvau0.h', 'Makefile', 'rtl/top.v'];
const rowsOf = (...open: string[]) => treeRows(PATHS, new Set(open));
const shown = (...open: string[]) => rowsOf(...open).map(({ path }) => path);

describe('treeRows', () => {
  it('has folders first, then files, each by name', () =>
    expect(shown()).toEqual(['hls', 'rtl', 'Makefile', 'README.md']));

  it('shows what open folders hold, below them', () => {
    expect(shown('hls')).toEqual([
      'hls',
      'hls/include',
      'hls/mvau0.h',
      'hls/mvau1.h',
      'rtl',
      'Makefile',
      'README.md',
    ]);
    expect(shown('hls/include')).toEqual(shown());
    expect(shown('hls', 'hls/include')).toContain('hls/include/ap_int.h');
  });

  it('counts levels and places as ARIA does', () => {
    const rows = rowsOf('hls', 'hls/include');
    const at = (path: string) => rows.find((row) => row.path === path);
    expect(at('rtl')).toMatchObject({ level: 1, position: 2, siblings: 4, isFolder: true, isOpen: false });
    expect(at('hls/mvau0.h')).toMatchObject({ level: 2, position: 2, siblings: 3, isFolder: false });
    expect(at('hls/include/ap_int.h')).toMatchObject({
      level: 3,
      position: 1,
      siblings: 1,
      name: 'ap_int.h',
    });
  });
});

it('foldersOf names the folders around a file', () => {
  expect(foldersOf('hls/include/ap_int.h')).toEqual(['hls', 'hls/include']);
  expect(foldersOf('README.md')).toEqual([]);
});

describe('treeMove', () => {
  const rows = rowsOf('hls');
  it.each([
    ['hls', 'ArrowDown', { focus: 'hls/include' }],
    ['hls', 'ArrowUp', null],
    ['rtl', 'ArrowUp', { focus: 'hls/mvau1.h' }],
    ['README.md', 'ArrowDown', null],
    ['hls/mvau0.h', 'Home', { focus: 'hls' }],
    ['hls/mvau0.h', 'End', { focus: 'README.md' }],
    ['hls', 'ArrowRight', { focus: 'hls/include' }],
    ['rtl', 'ArrowRight', { toggle: 'rtl' }],
    ['Makefile', 'ArrowRight', null],
    ['hls', 'ArrowLeft', { toggle: 'hls' }],
    ['hls/mvau0.h', 'ArrowLeft', { focus: 'hls' }],
    ['rtl', 'ArrowLeft', null],
    ['hls', 'm', { focus: 'hls/mvau0.h' }],
    ['hls/mvau1.h', 'M', { focus: 'Makefile' }],
    ['Makefile', 'h', { focus: 'hls' }],
    ['hls', 'x', null],
    ['hls', ' ', null],
    ['gone', 'ArrowDown', null],
  ])('on %s, %s gives %o', (focus, key, move) => expect(treeMove(rows, focus, key)).toEqual(move));
});
