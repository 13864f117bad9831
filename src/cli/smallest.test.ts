import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, readJson, resultOf, TINY } from './testing';

const GRID = ['sweep', ...TINY, '--weights', '1,2,4', '--activations', '4', '--epochs', '1'];
const folder = mkdtempSync(join(tmpdir(), 'bitscape-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The results file with these accuracies on validation and test, cell by cell. */
function withAccuracies(...accuracies: [validation: number, test: number][]): void {
  const results = JSON.parse(readFileSync(at('r.json'), 'utf8'));
  results.cells.forEach((cell: Record<string, unknown>, i: number) => {
    const [validation, test] = accuracies[i];
    Object.assign(cell, { accuracy: test, history: [{ validation, test }] });
  });
  writeFileSync(at('s.json'), JSON.stringify(results));
}

beforeAll(async () => {
  await resultOf(...GRID, '--sparsity', '0.5', '--out', at('r.json'));
  withAccuracies([0.7, 0.99], [0.904, 0.8], [0.91, 0.85]);
});

describe('bitscape sweep --sparsity', () => {
  it('prunes cells of two bits or more, says so in its design, and is not merged with a dense one', async () => {
    expect(readJson(at('r.json'))).toMatchObject({ design: { sparsity: 0.5 } });
    const sparsityOf = (cell: string) => Object(readJson(at(`r.cells/${cell}.json`))).recipe.sparsity;
    expect(sparsityOf('w1a4')).toBeUndefined();
    expect(sparsityOf('w2a4')).toMatchObject({ amount: 0.5, schedule: { kind: 'constant' } });
    expect(await errorOf(...GRID, '--out', at('r.json'))).toMatch(
      /ResultsMismatch: .*sparsity is 0\.5 in one, 0 in the other/,
    );
  });
});

describe('bitscape smallest', () => {
  it('judges by validation accuracy, and takes the least of what is wanted', async () => {
    const found = await resultOf('smallest', at('s.json'), '--tolerance', '0.6');
    expect(found).toMatchObject({
      tolerance: 0.6,
      size: 'lut',
      judged: 'validation',
      best: { cell: 'W4 A4', accuracy: 0.91, testAccuracy: 0.85 },
      smallest: { cell: 'W2 A4', accuracy: 0.904, testAccuracy: 0.8, drop: 0.6, fits: true },
      within: 2,
      unmodelled: 0,
    });
    expect(await resultOf('smallest', at('s.json'), '--tolerance', '0.5')).toMatchObject({
      smallest: { cell: 'W4 A4', drop: 0 },
      within: 1,
    });
    expect(await resultOf('smallest', at('s.json'), '--tolerance', '50')).toMatchObject({
      smallest: { cell: 'W1 A4' },
    });
  });

  it('leaves out what is not modelled, and says how many', async () => {
    expect(await resultOf('smallest', at('s.json'), '--size', 'ff')).toMatchObject({
      smallest: null,
      within: 2,
      unmodelled: 2,
    });
  });

  it.each([
    ['MissingFiles', []],
    ['from 0 to 100, such as 0.5', ['--tolerance', '101']],
    ['use one of lut, ff', ['--size', 'area']],
  ])('refuses with "%s"', async (message, options) => {
    const file = message === 'MissingFiles' ? [] : [at('s.json')];
    expect(await errorOf('smallest', ...file, ...options)).toContain(message);
  });
});
