import { describe, expect, it } from 'vitest';
import { finn } from '../hardware/finn';
import { topologyOf } from '../network/presets';
import { compact, METRIC_LIST, METRICS } from './metrics';

const estimate = finn.estimate({
  topology: topologyOf('tfc'),
  precision: { weightBits: 3, activationBits: 3, inputBits: 1 },
  targetFps: 10000,
  clockMhz: 100,
  part: 'xc7z020clg400-1',
});

describe('metrics', () => {
  it('are listed under their own ids', () => {
    for (const [id, metric] of Object.entries(METRICS)) expect(metric.id).toBe(id);
  });

  it('are null, not 0, for a cell of which nothing is known', () => {
    for (const metric of METRIC_LIST)
      expect(metric.read({ accuracy: null, estimate: null, fit: null })).toBeNull();
  });

  it('read a cell', () => {
    const used = { ...estimate.total, lut: 40_000 };
    const cell = { accuracy: 0.9748, estimate, fit: { used } };
    expect(METRICS.accuracy.read(cell)).toBeCloseTo(97.48, 9);
    expect(METRICS.error.read(cell)).toBeCloseTo(2.52, 9);
    expect(METRICS.lut.read(cell)).toBe(40_000);
    expect(METRICS.ff.read(cell)).toBeNull();
    expect(METRICS.dsp.read(cell)).toBe(0);
    expect(METRICS.cycles.read(cell)).toBe(estimate.ii);
    expect(METRICS.fps.read(cell)).toBe(estimate.fps);
  });

  it('print percentages with one digit from 10 on, two below', () => {
    expect(METRICS.accuracy.format(97.48)).toBe('97.5');
    expect(METRICS.error.format(2.524)).toBe('2.52');
  });
});

describe('compact counts', () => {
  it.each([
    [0, '0'],
    [940, '940'],
    [1380, '1380'],
    [9999, '9999'],
    [10_000, '10k'],
    [15_821, '15.8k'],
    [53_336, '53.3k'],
    [223_910, '224k'],
    [999_400, '999k'],
    [999_600, '1M'],
    [1_234_567, '1.23M'],
  ])('%d is %s', (value, text) => {
    expect(compact(value)).toBe(text);
  });
});
