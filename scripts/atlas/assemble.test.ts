import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../src/cli/testing';
import { atlasNetwork, packedOf } from '../../src/core/atlas/networks';
import { cellsOf } from '../../src/core/precision';
import { assemble } from './assemble';
import { readAtlas } from './published';
import { leaveSweep, planOf, trainedCell } from './testing';

const [W1A1, W1A2] = cellsOf([1], [1, 2]);
const plan = planOf(cellsOf([1, 2], [1, 2]), { networks: true });

/** A work folder and an atlas, and how to assemble one from the other. */
function place() {
  const at = scratch();
  const [work, out] = [at('work'), at('atlas')];
  const notes: string[] = [];
  const run = (date = '2030-01-01', plans = [plan]) =>
    assemble({ plans, work, out, date }, (line) => notes.push(line));
  return { work, out, notes, run };
}

describe('assembling', () => {
  it('takes the shards that there are, and additions, with their networks', async () => {
    const { work, out, run } = place();
    leaveSweep(work, 'tfc2-1', plan, 1, [trainedCell(plan, 1, W1A1, 0.91)]);
    leaveSweep(work, 'tfc2x-2', plan, 1, [trainedCell(plan, 1, W1A2, 0.92)], { engine: 'wasm-fma' });
    const { entries } = await run();
    expect(entries).toEqual([
      {
        ...{ id: 'tfc-2', network: 'tfc', inputBits: 1, loss: 'cross-entropy', epochs: 2, seeds: [1] },
        ...{ cells: 2, wanted: 4, engine: 'reference; wasm-fma', revision: '0.1.0', date: '2030-01-01' },
        networksOf: 1,
      },
    ]);
    const [{ run: written }] = await readAtlas(out);
    expect(written.cells.map(({ runs }) => runs)).toEqual([
      [{ seed: 1, validation: [0.8, 0.9], test: [0.81, 0.91] }],
      [{ seed: 1, validation: [0.8, 0.9], test: [0.81, 0.92] }],
    ]);
    const bytes = readFileSync(join(out, 'tfc-2/w1a2.bin'));
    expect(atlasNetwork(packedOf(written, W1A2)!, bytes, 'w1a2.bin')).toHaveLength(bytes.length);
  });

  it('takes several seeds, some of which lack cells', async () => {
    const { work, out, run } = place();
    const parts = [1, 2].map((seed) => ({ name: `tfc2s${seed}`, seed }));
    const seeds = planOf(plan.cells, { parts });
    leaveSweep(work, 'tfc2s1-1', seeds, 1, [
      trainedCell(seeds, 1, W1A1, 0.9),
      trainedCell(seeds, 1, W1A2, 0.91),
    ]);
    leaveSweep(work, 'tfc2s2-1', seeds, 2, [trainedCell(seeds, 2, W1A1, 0.92)]);
    const { entries } = await run('2030-01-01', [seeds]);
    expect(entries[0]).toMatchObject({ seeds: [1, 2], cells: 2, networksOf: null });
    const [{ run: written }] = await readAtlas(out);
    expect(written.cells.map(({ runs }) => runs.map(({ seed }) => seed))).toEqual([[1, 2], [1]]);
    expect(existsSync(join(out, 'tfc-2'))).toBe(false);
  });

  it('gives the same files again, with the date of a run that did not change', async () => {
    const { work, out, run } = place();
    const files = () =>
      readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'));
    const bytes = () => files().map((name) => readFileSync(join(out, name)).toString('base64'));
    leaveSweep(work, 'tfc2-1', plan, 1, [trainedCell(plan, 1, W1A1, 0.91)]);
    await run('2030-01-01');
    const before = bytes();
    await run('2030-02-02');
    expect(bytes()).toEqual(before);
    leaveSweep(work, 'tfc2-2', plan, 1, [trainedCell(plan, 1, W1A2, 0.91)]);
    expect((await run('2030-02-02')).entries[0]).toMatchObject({ cells: 2, date: '2030-02-02' });
  });

  it('keeps a run of which the work folder holds less, or nothing', async () => {
    const { work, out, run, notes } = place();
    leaveSweep(work, 'tfc2-1', plan, 1, [trainedCell(plan, 1, W1A1, 0.91), trainedCell(plan, 1, W1A2, 0.9)]);
    const before = await run();
    leaveSweep(work, 'tfc2-1', plan, 1, [trainedCell(plan, 1, W1A1, 0.91)]);
    expect(await run('2030-02-02')).toEqual(before);
    expect(notes).toContain(`tfc-2: the atlas holds more of it than ${work}, and stays`);
    expect(
      await assemble({ plans: [plan], work: join(out, 'none'), out, date: '2030-02-02' }, () => {}),
    ).toEqual(before);
  });

  it('removes the networks of a run that has none any more', async () => {
    const { work, out, run } = place();
    leaveSweep(work, 'tfc2-1', plan, 1, [trainedCell(plan, 1, W1A1, 0.91)]);
    await run();
    await run('2030-01-01', [{ ...plan, networks: false }]);
    expect(readdirSync(join(out, 'tfc-2'))).toEqual([]);
  });

  it('refuses a cell that two files tell differently', async () => {
    const { work, run } = place();
    const cell = trainedCell(plan, 1, W1A1, 0.91);
    leaveSweep(work, 'tfc2-1', plan, 1, [cell]);
    const [first, last] = cell.history;
    leaveSweep(work, 'tfc2-2', plan, 1, [{ ...cell, history: [{ ...first, test: 0.7 }, last] }]);
    await expect(run()).rejects.toThrow('tfc2-2.json: W1 A1 has other accuracies');
    leaveSweep(work, 'tfc2-2', plan, 1, [cell]);
    await expect(run()).resolves.toMatchObject({ entries: [{ cells: 1 }] });
  });

  it.each([
    ['data set', { dataset: 'synthetic' }, 'data set is synthetic; it should be mnist'],
    ['kind', { kind: 'preview' as const }, 'kind is preview; it should be sweep'],
    ['seed', { seed: 7 }, 'seed is 7; it should be 1'],
  ])('refuses results of another %s', async (_, members, message) => {
    const { work, run } = place();
    leaveSweep(work, 'tfc2-1', plan, 1, [trainedCell(plan, 1, W1A1, 0.91)], members);
    await expect(run()).rejects.toThrow(message);
    await expect(run()).rejects.toThrow(expect.objectContaining({ name: 'AtlasMismatch' }));
  });

  it('refuses a network that is not of the training in the results', async () => {
    const { work, run } = place();
    leaveSweep(work, 'tfc2-1', plan, 1, [trainedCell(plan, 1, W1A1, 0.91)]);
    leaveSweep(work, 'other', plan, 1, [trainedCell(plan, 1, W1A1, 0.5)]);
    copyFileSync(join(work, 'other.cells/w1a1.json'), join(work, 'tfc2-1.cells/w1a1.json'));
    await expect(run()).rejects.toThrow('w1a1.json is another training than the results beside it');
  });
});
