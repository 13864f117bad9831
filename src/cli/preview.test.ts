import { describe, expect, it } from 'vitest';
import { resultsFromFile } from '../engine/results-file';
import { errorOf, faultsOf, readJson, resultOf, runCli, scratch, TINY } from './testing';

const SMALL = [...TINY, '--epochs', '1'];
const PREVIEW = ['preview', ...SMALL, '--shared-epochs', '1'];

describe('bitscape preview', () => {
  it('estimates all 64 networks, at the level of the anchors', async () => {
    const at = scratch();
    const printed = await resultOf(...PREVIEW, '--anchors', '1', '--out', at('p.json'));
    expect(readJson(at('p.json'))).toEqual(printed);
    expect(faultsOf('results', printed)).toEqual([]);
    const { cells, kind, preview } = resultsFromFile(JSON.stringify(printed));
    expect(kind).toBe('preview');
    expect(cells).toHaveLength(64);
    expect(preview).toMatchObject({ epochs: 1, anchors: [{ weightBits: 4, activationBits: 4 }] });
    const middle = cells.find((cell) => cell.weightBits === 4 && cell.activationBits === 4);
    expect(middle?.accuracy).toBeCloseTo(preview?.anchors[0].accuracy ?? Number.NaN, 12);
    expect(cells[63].accuracy).toBeGreaterThan(cells[0].accuracy);
  });

  it('trains no cell of its own without anchors', async () => {
    const { json, notes } = await runCli([...PREVIEW, '--anchors', '0']);
    expect(json).toHaveProperty('preview.anchors', []);
    expect(notes.filter((line) => line.startsWith('W'))).toEqual([]);
  });

  it('refuses anchors beyond its list', async () => {
    expect(await errorOf(...PREVIEW, '--anchors', '9')).toContain('from 0 to 4');
  });

  it('stops at Ctrl-C', async () => {
    expect((await runCli(PREVIEW, 'shared weights: epoch 1')).status).toBe(130);
  });
});

describe('--start shared', () => {
  it('trains the shared weights once for a sweep, and the cells from them', async () => {
    const at = scratch();
    const grid = ['sweep', ...SMALL, '--weights', '2', '--activations', '2-3'];
    const warm = await runCli([...grid, '--start', 'shared', '--out', at('w.json')]);
    expect(warm.notes.filter((line) => line.startsWith('shared weights: 64 cells'))).toHaveLength(1);
    expect(warm.json).toHaveProperty('design.start', 'shared');
    expect(readJson(at('w.cells/w2a2.json'))).toHaveProperty('recipe.start', 'shared');
    const cold = await resultOf(...grid, '--out', at('c.json'));
    expect(Object(cold).cells[0].history).not.toEqual(Object(warm.json).cells[0].history);
  });

  it('does not pass for another protocol in the same file', async () => {
    const at = scratch();
    const grid = ['sweep', ...SMALL, '--weights', '2', '--activations', '2', '--out', at('r.json')];
    await resultOf(...grid);
    expect(await errorOf(...grid, '--start', 'shared')).toContain('start');
  });
});
