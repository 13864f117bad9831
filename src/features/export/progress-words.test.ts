import { expect, it } from 'vitest';
import { progressWords } from './progress-words';

it('counts files, of all once their number is known', () => {
  expect(progressWords({ doing: 'writing', done: 31, all: null })).toBe('31 files written');
  expect(progressWords({ doing: 'hashing', done: 12, all: 68 })).toBe('12 of 68 files hashed');
  expect(progressWords({ doing: 'checking' })).toBe('recomputing the vectors');
});
