import { describe, expect, it } from 'vitest';
import { cellRecipe } from '../storage/testing';
import { costOf } from './cost';
import { createMeter, shareOf } from './meter';
import { createStopwatch } from './stopwatch';

const progress = (epoch: number, step: number) =>
  ({ phase: 'training', epoch, epochs: 4, step, steps: 10, imagesPerSecond: 500, loss: 1 }) as const;

function trial() {
  const clock = { ms: 0 };
  const watch = createStopwatch(() => clock.ms);
  watch.go();
  const cells = new Map(['a', 'b', 'c'].map((key, i) => [key, cellRecipe(1, i + 1, 4)]));
  return { clock, watch, meter: createMeter(cells, watch) };
}

describe('the meter', () => {
  it('measures a finished cell and predicts the others from it', () => {
    const { clock, meter } = trial();
    meter.began('a', 0);
    clock.ms = 8000;
    meter.stopped('a', true);
    meter.ended('a');
    const { secondsLeft, ...rest } = meter.read(1);
    expect(rest).toEqual({ cellsDone: 1, cells: 3, imagesPerSecond: 0 });
    expect(secondsLeft!.low).toBeLessThan(16);
    expect(secondsLeft!.high).toBeGreaterThan(16);
  });

  it('leaves the time of a pause out', () => {
    const { clock, watch, meter } = trial();
    meter.began('a', 0);
    clock.ms = 4000;
    watch.hold();
    clock.ms = 99_000;
    watch.go();
    clock.ms = 103_000;
    meter.stopped('a', true);
    meter.ended('a');
    expect(meter.read(1).secondsLeft!.high).toBeLessThan(40);
  });

  it('counts a resumed cell by what was trained here', () => {
    const { clock, meter } = trial();
    meter.began('a', 3); // one of four epochs is left
    clock.ms = 2000;
    meter.stopped('a', true);
    meter.ended('a');
    expect(meter.read(1).secondsLeft!.high).toBeGreaterThan(16);
  });

  it('predicts from the first part of the first cell', () => {
    const { clock, meter } = trial();
    meter.began('a', 0);
    expect(meter.read(1).secondsLeft).toBeNull();
    clock.ms = 2000;
    meter.moved('a', progress(2, 0));
    const { low, high } = meter.read(1).secondsLeft!;
    expect(low).toBeLessThan(22);
    expect(high).toBeGreaterThan(22);
  });

  it('adds up the speed of the cells that train', () => {
    const { meter } = trial();
    meter.began('a', 0);
    meter.began('b', 0);
    meter.moved('a', progress(1, 5));
    meter.moved('b', progress(1, 5));
    expect(meter.read(2).imagesPerSecond).toBe(1000);
    meter.stopped('b', false);
    expect(meter.read(2).imagesPerSecond).toBe(500);
  });

  it('knows the share of a run: whole at the end of its epochs, and never falling', () => {
    const evaluating = (epoch: number, step: number) => ({
      ...progress(epoch, step),
      phase: 'evaluating' as const,
    });
    expect(shareOf(progress(1, 0))).toBe(0);
    expect(shareOf(evaluating(2, 10))).toBe(shareOf(progress(3, 0)));
    expect(shareOf(progress(3, 0))).toBe(0.5);
    expect(shareOf(evaluating(4, 10))).toBe(1);
    const way = [progress(4, 2), progress(4, 10), evaluating(4, 0), evaluating(4, 9)].map(shareOf);
    expect(way).toEqual([...way].sort());
    expect(way.at(-1)).toBeLessThan(1);
  });
});

it('the cost of tfc is its weights times its epochs', () => {
  expect(costOf(cellRecipe(1, 1, 3))).toBe(3 * (784 * 64 + 64 * 64 + 64 * 64 + 64 * 10));
});
