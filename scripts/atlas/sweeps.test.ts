import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/arguments';
import { sweep } from '../../src/cli/sweep';
import { scratch } from '../../src/cli/testing';
import { cellKey, cellsOf } from '../../src/core/precision';
import { FAMILIES } from '../../src/core/space/families';
import { RUNS } from './runs';
import { sweepsOf } from './sweeps';
import { leaveSweep, planOf, trainedCell } from './testing';

const option = (args: readonly string[], name: string) => args[args.indexOf(name) + 1];

describe('the runs of the atlas', () => {
  it('are those of docs/atlas.md: 64 cells each, 28 of LFC with all of the radar families', () => {
    expect(RUNS.map(({ id, parts, cells }) => [id, parts.map(({ seed }) => seed), cells.length])).toEqual([
      ['tfc-10', [1, 2, 3], 64],
      ['tfc-30', [1], 64],
      ['sfc-20', [1], 64],
      ['cnn-5', [1], 64],
      ['lfc-10', [1], 28],
    ]);
    const lfc = new Set(RUNS.at(-1)?.cells.map(cellKey));
    for (const cell of FAMILIES.flatMap(({ cells }) => cells)) expect(lfc).toContain(cellKey(cell));
  });

  it('have files of their own in the work folder', () => {
    const names = RUNS.flatMap(({ parts }) => parts.map(({ name }) => name));
    for (const name of names) {
      expect(names.filter((other) => new RegExp(`^${name}[a-z]*$`).test(other))).toEqual([name]);
    }
  });
});

describe('the sweeps that train them', () => {
  it('are commands that bitscape takes, and cover every cell once', async () => {
    const queues = await sweepsOf({ plans: RUNS, work: scratch()('none'), mnist: 'mnist', jobs: 3 });
    const seen = new Set<string>();
    for (const { name, args } of queues.flat()) {
      expect(args[0]).toBe('sweep');
      const read = parseArguments(sweep, args.slice(1));
      const run = `${read.get('network')}-${read.get('epochs')} seed ${read.get('seed')}`;
      for (const cell of read.get('cells')?.split(',') ?? []) {
        expect(seen).not.toContain(`${run} ${cell}`);
        seen.add(`${run} ${cell}`);
      }
      expect(read.get('out')).toMatch(new RegExp(`${name}\\.json$`));
    }
    expect(seen.size).toBe(5 * 64 + 64 + 28);
    expect(queues.map((queue) => queue.length)).toEqual([7, 7, 7]);
  });

  it('leave out what the work folder has, whoever trained it', async () => {
    const work = scratch()('work');
    const plan = planOf(cellsOf([1, 2], [1, 2]));
    leaveSweep(work, 'tfc2-7', plan, 1, [trainedCell(plan, 1, { weightBits: 2, activationBits: 1 }, 0.9)]);
    const queues = await sweepsOf({ plans: [plan], work, mnist: 'mnist', jobs: 2 });
    expect(queues.map((queue) => queue.map(({ args }) => option(args, '--cells')))).toEqual([
      ['w1a1,w2a2'],
      ['w1a2'],
    ]);
  });

  it('leave a cell that was begun to the process that has its checkpoint', async () => {
    const work = scratch()('work');
    const plan = planOf(cellsOf([1, 2], [1, 2]));
    mkdirSync(join(work, 'tfc2-2.cells'), { recursive: true });
    writeFileSync(join(work, 'tfc2-2.cells/w1a1.json.checkpoint'), '{}');
    const queues = await sweepsOf({ plans: [plan], work, mnist: 'mnist', jobs: 2 });
    expect(queues.map(([{ args }]) => option(args, '--cells'))).toEqual(['w1a2,w2a2', 'w1a1,w2a1']);
  });

  it('are none when all is trained', async () => {
    const work = scratch()('work');
    const [cell] = cellsOf([1], [1]);
    const plan = planOf([cell]);
    leaveSweep(work, 'tfc2-1', plan, 1, [trainedCell(plan, 1, cell, 0.9)]);
    expect(await sweepsOf({ plans: [plan], work, mnist: 'mnist', jobs: 2 })).toEqual([[], []]);
  });
});
