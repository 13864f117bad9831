import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BEAT_MS, type Beat, createBeat } from './beat';

let drawn: string[] = [];
let beat: Beat;
const report = (name: string, text: string) => beat.soon(name, () => void drawn.push(text));

beforeEach(() => {
  vi.useFakeTimers();
  drawn = [];
  beat = createBeat();
});
afterEach(() => {
  vi.useRealTimers();
});

it('draws the first report at once, and the latest of each name with the next beat', () => {
  report('w1a1', '1 %');
  expect(drawn).toEqual(['1 %']);
  report('w1a1', '2 %');
  report('shared', '5 %');
  report('w1a1', '3 %');
  vi.advanceTimersByTime(BEAT_MS - 1);
  expect(drawn).toEqual(['1 %']);
  vi.advanceTimersByTime(1);
  expect(drawn).toEqual(['1 %', '3 %', '5 %']);
});

it('draws at once again after a pause longer than a beat', () => {
  report('w1a1', '1 %');
  vi.advanceTimersByTime(2 * BEAT_MS);
  report('w1a1', '2 %');
  expect(drawn).toEqual(['1 %', '2 %']);
});

it('forgets what waits when it is stopped', () => {
  report('w1a1', '1 %');
  report('w1a1', '2 %');
  beat.stop();
  vi.advanceTimersByTime(2 * BEAT_MS);
  expect(drawn).toEqual(['1 %']);
});
