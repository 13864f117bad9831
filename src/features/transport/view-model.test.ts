import { describe, expect, it } from 'vitest';
import { IDLE_SWEEP, type SharedProgress, type SweepStatus } from '../../state/session-slice';
import { duration, runView, speed, timeLeft } from './view-model';

it('says seconds, minutes and hours', () => {
  expect([0, 59.4, 60, 185, 3599, 3600, 4800].map(duration)).toEqual([
    '0 s',
    '59 s',
    '1:00 min',
    '3:05 min',
    '59:59 min',
    '1:00 h',
    '1:20 h',
  ]);
});

it('gives the time left as a range unless both ends read the same', () => {
  expect(timeLeft({ low: 40, high: 70 })).toBe('40 s to 1:10 min left');
  expect(timeLeft({ low: 40.1, high: 40.3 })).toBe('40 s left');
  expect(timeLeft(null)).toBe('');
});

it('keeps quiet about an unknown speed', () => {
  expect([speed(0), speed(12300.4)]).toEqual(['', '12,300 images/s']);
});

describe('a run', () => {
  const shared: SharedProgress = {
    share: 0.437,
    imagesPerSecond: 1000,
    secondsLeft: { low: 6, high: 9 },
    engine: 'WASM FMA',
  };
  const view = (patch: Partial<SweepStatus>, engine: string | null = 'WASM FMA', loading = false) =>
    runView({ ...IDLE_SWEEP, state: 'running', ...patch }, engine, loading);

  it('of cells counts them', () => {
    const { bar, words } = view({ cells: 64, cellsDone: 3 });
    expect([words, bar.value, bar.max]).toEqual(['3 of 64 cells', 3, 64]);
  });

  it('of cells that start from shared weights says where those are, and what comes then', () => {
    const { bar, words } = view({ cells: 64, shared });
    expect([words, bar]).toEqual([
      'shared weights 43 %, then 64 cells',
      { value: 0.437, max: 1, label: 'Shared weights trained' },
    ]);
  });

  it.each<[Partial<SweepStatus>, string]>([
    [{}, 'preview: starting'],
    [{ shared }, 'preview: shared weights 43 %'],
    [{ shared, cells: 1 }, 'preview: shared weights 43 %'],
    [{ cells: 2, cellsDone: 1 }, 'preview: 1 of 2 cells for its level'],
  ])('of a preview says what is missing: %j', (patch, words) => {
    expect(view({ goal: 'preview', ...patch }).words).toBe(words);
  });

  it('of a pipeline names the step, and shows the share of all', () => {
    expect(view({ goal: 'compress' })).toMatchObject({ words: '', activity: 'starting…' });
    const step = { words: 'INT8: step 2 of 5, PTQ', share: 0.25 };
    expect(view({ goal: 'compress', step })).toMatchObject({
      words: 'INT8: step 2 of 5, PTQ',
      activity: '',
      bar: { value: 0.25, max: 1, label: 'Steps run' },
    });
  });

  it('adds the speeds of what runs at once, and waits for the slower', () => {
    const { activity, left } = view({ shared, imagesPerSecond: 500, secondsLeft: { low: 20, high: 20 } });
    expect([activity, left]).toEqual(['1,500 images/s', '20 s left']);
    expect(view({ shared }).left).toBe('6 s to 9 s left');
  });

  it('says what it does where it trains no images', () => {
    const still = { ...shared, imagesPerSecond: 0 };
    expect(view({ shared: still }).activity).toBe('measuring the cells…');
    expect(view({ shared: { ...still, share: 0 } }).activity).toBe('starting…');
    expect(view({}, null, true).activity).toBe('getting the data…');
    const { activity, left } = view({ state: 'paused', shared });
    expect([activity, left]).toEqual(['paused', '']);
  });

  it('names what computes once, or both where they differ', () => {
    expect(view({ shared }).engine).toBe('WASM FMA');
    expect(view({ shared }, 'WebGPU').engine).toBe('WASM FMA, WebGPU');
    expect(view({}, null).engine).toBe('');
  });
});
