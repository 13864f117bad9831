import { expect, it } from 'vitest';
import type { RunProgress } from '../engine/run-options';
import { createSharedMeter, sharedShare } from './shared-meter';

const at = (epoch: number, step: number, phase: RunProgress['phase'] = 'training'): RunProgress => ({
  phase,
  epoch,
  epochs: 10,
  step,
  steps: 100,
  imagesPerSecond: 500,
  loss: 1,
});

it('grows from the first step to the last measured cell', () => {
  const run = [
    at(1, 0),
    at(1, 50),
    at(2, 0),
    at(10, 100),
    at(10, 1, 'evaluating'),
    at(10, 100, 'evaluating'),
  ];
  const shares = run.map(sharedShare);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
});

it('tells the time left from the time that the steps took, without pauses and without what came before them', () => {
  let now = 0;
  const meter = createSharedMeter(() => now);
  now = 7_000;
  expect(meter.read(at(1, 0)).secondsLeft).toBeNull();
  now = 11_000;
  meter.hold();
  now = 500_000;
  meter.go();
  // 4 s for half of the training, two fifths of the whole: 6 s are left.
  const { share, secondsLeft } = meter.read(at(6, 0));
  expect(share).toBeCloseTo(0.4, 12);
  expect(secondsLeft!.low).toBeLessThan(6);
  expect(secondsLeft!.high).toBeGreaterThan(6);
  expect(secondsLeft!.high).toBeLessThan(9);
});

it('has no speed while it measures', () => {
  const meter = createSharedMeter(() => 0);
  expect([meter.read(at(1, 5)), meter.read(at(10, 5, 'evaluating'))].map((p) => p.imagesPerSecond)).toEqual([
    500, 0,
  ]);
});
