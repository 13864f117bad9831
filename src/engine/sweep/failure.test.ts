import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitscapeError } from '../../core/errors';
import { cellRecipe, keyOf } from '../storage/testing';
import { createLab, createTrial, eventsOf, finishedKeys, givenUp } from './testing';

const recipes = [1, 2, 3].map((bits) => cellRecipe(bits, bits, 4));
const keys = recipes.map(keyOf);
const gpuLost = () => new BitscapeError('EngineLost', 'WebGL went away: context lost');

describe('a failing worker', () => {
  it('is replaced, and the cell resumes from its checkpoint', async () => {
    const { sweep, lab, events, until, done } = createTrial(recipes, { workers: 1 });
    sweep.start();
    await until((e) => e.type === 'cell-epoch' && e.history.length === 2);
    lab.kill(keys[0]);
    await done();
    expect(lab.begun.slice(0, 2)).toEqual([
      { key: keys[0], from: 0 },
      { key: keys[0], from: 2 },
    ]);
    expect(lab.opened()).toBe(2);
    expect(eventsOf(events, 'cell-failed')).toEqual([
      { type: 'cell-failed', key: keys[0], error: 'the worker died', willRetry: true },
    ]);
    expect(finishedKeys(events)).toEqual([...keys].sort());
  });

  it('gives a cell up after bounded tries, clearly, and the sweep goes on', async () => {
    const lab = createLab(({ key, epoch }) => (key === keys[0] && epoch === 3 ? gpuLost() : undefined));
    const { sweep, events, done } = createTrial(recipes, { lab });
    sweep.start();
    await done();
    const failures = eventsOf(events, 'cell-failed', keys[0]);
    expect(failures.map((f) => f.willRetry)).toEqual([true, true, false]);
    expect(failures[2].error).toContain('WebGL went away');
    expect(failures[2].error).toContain('3 tries');
    expect(lab.begun.filter((b) => b.key === keys[0]).map((b) => b.from)).toEqual([0, 2, 2]);
    expect(finishedKeys(events)).toEqual(keys.slice(1).sort());
  });

  it('may fail any number of times as long as the cell gets further', async () => {
    const lab = createLab(({ epoch, attempt }) => (epoch === attempt + 2 ? gpuLost() : undefined));
    const { sweep, events, done } = createTrial([cellRecipe(1, 1, 9)], { lab });
    sweep.start();
    await done();
    expect(lab.begun.map((b) => b.from)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(givenUp(events)).toEqual([]);
  });

  it('is not blamed for a checkpoint that cannot be resumed: the last try starts from the beginning', async () => {
    let from = 0;
    const lab = createLab(({ epoch, attempt }) => {
      if (attempt > 0 && epoch === 3 && from === 2) return new Error('bad state');
      return attempt === 0 && epoch === 3 ? gpuLost() : undefined;
    });
    const { sweep, events, done } = createTrial([recipes[0]], {
      lab,
      react: (e) => {
        if (e.type === 'cell-started') from = e.resumedFrom ?? 0;
      },
    });
    sweep.start();
    await done();
    expect(lab.begun.map((b) => b.from)).toEqual([0, 2, 0]);
    expect(eventsOf(events, 'cell-finished')).toHaveLength(1);
  });

  it('that cannot be opened beside the others leaves fewer of them', async () => {
    let opened = 0;
    const lab = createLab(undefined, () => {
      if (++opened > 2) throw new BitscapeError('EngineUnavailable', 'too many contexts');
    });
    const { sweep, events, done } = createTrial(recipes, { lab, workers: 3 });
    sweep.start();
    await done();
    expect(eventsOf(events, 'notice').map((n) => n.message)).toEqual([
      'Training goes on with 2 workers, one more could not start: too many contexts',
    ]);
    expect(finishedKeys(events)).toEqual([...keys].sort());
  });

  it('that can never be opened fails all cells, with the reason', async () => {
    const lab = createLab(undefined, () => {
      throw new BitscapeError('EngineUnavailable', 'no engine works here');
    });
    const { sweep, events, done } = createTrial(recipes, { lab });
    sweep.start();
    await done();
    const failed = givenUp(events);
    expect(failed.map((f) => f.key).sort()).toEqual([...keys].sort());
    expect(failed.every((f) => f.error.includes('no engine works here'))).toBe(true);
  });
});

describe('any sequence of failures', () => {
  it('ends every cell exactly once, and trains no finished epoch again', async () => {
    const grid = [1, 2, 3, 4, 5, 6].map((bits) => cellRecipe(bits, 1, 3));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 2 }),
        async (crashes, workers, retries) => {
          let asked = 0;
          const lab = createLab(() => (crashes[asked++] ? gpuLost() : undefined));
          const { sweep, events, done } = createTrial(grid, { lab, workers, retries });
          sweep.start();
          await done();
          const finished = eventsOf(events, 'cell-finished').map((e) => e.key);
          const failed = eventsOf(events, 'cell-failed').filter((e) => !e.willRetry);
          const ended = [...finished, ...failed.map((e) => e.key)].sort();
          expect(ended).toEqual(grid.map(keyOf).sort());
          expect(lab.epochs()).toBeLessThanOrEqual(grid.length * 3);
          expect(lab.alive()).toBe(0);
          for (const key of failed.map((e) => e.key)) {
            const begun = lab.begun.filter((b) => b.key === key);
            // The try that got to the last checkpoint began before it, the others began at it.
            const last = begun.at(-1)!.from;
            const there = begun.filter((b) => b.from === last).length;
            expect(there).toBe(last === 0 ? retries + 1 : Math.max(1, retries));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
