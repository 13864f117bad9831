import { expect, it } from 'vitest';
import { newStep } from '../../core/compress/step-values';
import { createStopwatch } from '../sweep/stopwatch';
import { createPlanMeter } from './meter';

it('measures epochs, and says how long the rest takes', () => {
  let now = 0;
  const watch = createStopwatch(() => now);
  watch.go();
  const steps = new Map([
    ['train', newStep('train', { epochs: 6 })],
    ['qat', newStep('qat', { epochs: 4 })],
  ]);
  const meter = createPlanMeter(steps, watch);
  expect(meter.read()).toEqual({ share: 0, secondsLeft: null });
  meter.began('train');
  now = 3000;
  meter.moved(0.5);
  // 3 epochs in 3 s, 7 to go.
  const early = meter.read();
  expect(early.share).toBeCloseTo(0.3);
  expect(early.secondsLeft!.low).toBeLessThan(7);
  expect(early.secondsLeft!.high).toBeGreaterThan(7);
  now = 6000;
  meter.ended('train');
  expect(meter.read().share).toBeCloseTo(0.6);
  meter.ended('qat');
  expect(meter.read()).toEqual({ share: 1, secondsLeft: { low: 0, high: 0 } });
});

it('does not take a step that is left out, or found, for a measurement', () => {
  const meter = createPlanMeter(
    new Map([['a', newStep('ptq')]]),
    createStopwatch(() => 0),
  );
  meter.ended('b');
  expect(meter.read()).toEqual({ share: 0, secondsLeft: null });
});
