import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REVISION } from '../core/design/revision';
import { TRAINING_VERSION } from '../engine/run-key';
import { errorOf, readJson, resultOf, runCli, scratch, TINY } from './testing';

const GRID = ['sweep', ...TINY, '--weights', '1,3', '--activations', '2-3', '--epochs', '2'];

/** Rows of a results document without the times. */
const rowsOf = (results: unknown): unknown[] =>
  Object(results).cells.map((cell: object) => ({ ...cell, seconds: 0 }));

describe('bitscape sweep', () => {
  it('trains the grid, and shards that are merged give the same', async () => {
    const at = scratch();
    const whole = await resultOf(...GRID, '--out', at('whole.json'));
    expect(readJson(at('whole.json'))).toEqual(whole);
    expect(whole).toMatchObject({
      kind: 'sweep',
      seed: 42,
      engine: 'reference',
      design: { network: '784-8-10' },
    });
    expect(rowsOf(whole).map((cell) => [Object(cell).weightBits, Object(cell).activationBits])).toEqual([
      [1, 2],
      [1, 3],
      [3, 2],
      [3, 3],
    ]);
    expect(Object(rowsOf(whole)[0]).history).toHaveLength(2);
    expect(Object(rowsOf(whole)[0]).accuracy).toBe(Object(rowsOf(whole)[0]).history[1].test);

    for (const i of ['1', '2']) await resultOf(...GRID, '--shard', `${i}/2`, '--out', at(`${i}.json`));
    const merged = await resultOf('sweep', '--merge', at('1.json'), at('2.json'), '--out', at('m.json'));
    expect(rowsOf(merged)).toEqual(rowsOf(whole));
    expect(readJson(at('m.json'))).toEqual(merged);
  });

  it('goes on after Ctrl-C without training a cell twice, and grows with its grid', async () => {
    const at = scratch();
    const out = ['--out', at('r.json')];
    const stopped = await runCli([...GRID, ...out], 'W1 A3: epoch 1');
    expect(stopped.status).toBe(130);
    const resumed = await runCli([...GRID, ...out]);
    expect(resumed.notes.filter((line) => line.includes('already in'))).toHaveLength(1);
    expect(rowsOf(resumed.json)).toHaveLength(4);

    const grown = await runCli([...GRID.with(GRID.indexOf('1,3'), '1-3'), ...out]);
    expect(grown.notes.filter((line) => line.includes('already in'))).toHaveLength(4);
    expect(rowsOf(grown.json)).toHaveLength(6);
    expect(grown.json).toHaveProperty('design.weights', [1, 2, 3]);
  });

  it('finds finished cells again when the results are lost', async () => {
    const at = scratch();
    const out = ['--out', at('r.json')];
    const before = await resultOf(...GRID, ...out);
    rmSync(at('r.json'));
    const { json, notes } = await runCli([...GRID, ...out]);
    expect(json).toEqual(before);
    expect(notes.join('\n')).not.toContain('epoch');
  });

  it('keeps the version that trained a cell, and trains cells of older training rules again', async () => {
    const at = scratch();
    const out = ['--out', at('r.json')];
    await resultOf(...GRID, ...out);
    const change = (cell: string, members: object) => {
      const path = at(`r.cells/${cell}.json`);
      writeFileSync(path, JSON.stringify({ ...Object(readJson(path)), ...members }));
    };
    change('w1a2', { revision: '0.0.9' });
    change('w3a2', { trainingVersion: TRAINING_VERSION + 1 });
    rmSync(at('r.json'));
    const { json, notes } = await runCli([...GRID, ...out]);
    expect(Object(json).revision.split('; ').sort()).toEqual(['0.0.9', REVISION].sort());
    const trained = notes.filter((line) => line.includes('test accuracy'));
    expect(trained).toEqual([expect.stringContaining('W3 A2')]);
  });

  it('trains the cells of --cells alone, in shards too, and adds them to a grid', async () => {
    const at = scratch();
    const named = ['sweep', ...TINY, '--epochs', '2', '--cells', 'w3a1,w1a3,w2a2'];
    const names = (results: unknown) =>
      Object(results).cells.map(
        (cell: object) => `w${Object(cell).weightBits}a${Object(cell).activationBits}`,
      );
    const whole = await resultOf(...named, '--out', at('whole.json'));
    expect(names(whole)).toEqual(['w1a3', 'w2a2', 'w3a1']);
    expect(whole).toMatchObject({ design: { weights: [1, 2, 3], activations: [1, 2, 3] } });

    for (const i of ['1', '2']) await resultOf(...named, '--shard', `${i}/2`, '--out', at(`${i}.json`));
    const merged = await resultOf('sweep', '--merge', at('1.json'), at('2.json'));
    expect(rowsOf(merged)).toEqual(rowsOf(whole));

    const grown = await runCli([...GRID, '--out', at('whole.json')]);
    expect(grown.notes.filter((line) => line.includes('already in'))).toHaveLength(1);
    expect(names(grown.json)).toEqual(['w1a2', 'w1a3', 'w2a2', 'w3a1', 'w3a2', 'w3a3']);
  });

  it.each(['w9a1', 'none', 'w1a1,w1a1', '', 'w1', 'w0a1'])('refuses --cells "%s" by name', async (text) => {
    const error = await errorOf('sweep', ...TINY, '--cells', text, '--out', 'never.json');
    expect(error).toBe(
      `bitscape: BadOption: --cells ${text}: it must be different cells from w1a1 to w8a8, such as w6a4,w4a6,w7a7`,
    );
  });

  it('refuses --cells with a grid', async () => {
    const error = await errorOf(...GRID, '--cells', 'w1a1', '--out', 'never.json');
    expect(error).toContain('ConflictingOptions: --cells names the cells themselves; give it or --weights');
  });

  it('refuses to mix runs', async () => {
    const at = scratch();
    const one = ['sweep', ...TINY, '--weights', '1', '--activations', '1', '--epochs', '1'];
    await resultOf(...one, '--out', at('a.json'));
    const other = await errorOf(...one, '--seed', '7', '--out', at('a.json'));
    expect(other).toContain('ResultsMismatch');
    expect(other).toContain('seed is 42 in one, 7 in the other; choose another --out');
    await resultOf(...one, '--seed', '7', '--out', at('b.json'));
    expect(await errorOf('sweep', '--merge', at('a.json'), at('b.json'))).toContain('ResultsMismatch');
    expect(await errorOf('sweep', '--merge', at('a.cells/w1a1.json'))).toContain('BadResultsFile');
  });
});
