import { describe, expect, it } from 'vitest';
import { countWords, differencesOf } from './difference';

const file = (path: string, content: string | Uint8Array) => ({ path, content });
const here = [
  file('same', 'a'),
  file('text', 'a'),
  file('bytes', Uint8Array.of(1, 2)),
  file('length', Uint8Array.of(1)),
  file('equal bytes', Uint8Array.of(1, 2)),
  file('kind', 'a'),
  file('new', ''),
];
const there = [
  file('old', ''),
  file('same', 'a'),
  file('text', 'b'),
  file('bytes', Uint8Array.of(1, 3)),
  file('length', Uint8Array.of(1, 2)),
  file('equal bytes', Uint8Array.of(1, 2)),
  file('kind', Uint8Array.of(97)),
];

describe('differencesOf', () => {
  it('compares texts and bytes, and says which files only one export has', () =>
    expect(Object.fromEntries(differencesOf(here, there))).toEqual({
      text: 'changed',
      bytes: 'changed',
      length: 'changed',
      kind: 'changed',
      new: 'here',
      old: 'there',
    }));

  it('has nothing for equal exports', () => expect(differencesOf(here, here).size).toBe(0));
});

describe('countWords', () => {
  it('counts all files of both exports, and each kind of difference', () =>
    expect(countWords(differencesOf(here, there), here.length, 'W3 A3', 'W1 A1')).toBe(
      '6 of 8 files differ from W1 A1: 4 changed, 1 only in W3 A3, 1 only in W1 A1',
    ));

  it('says so where nothing differs', () =>
    expect(countWords(new Map(), 7, 'W3 A3', 'W1 A1')).toBe('All 7 files are those of W1 A1'));
});
