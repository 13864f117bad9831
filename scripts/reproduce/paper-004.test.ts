import { describe, expect, it } from 'vitest';
import { planFromFile, planToFile } from '../../src/core/compress/plan-json';
import { type FixedFigures, FLOAT_TRAINING, planOf, ROWS, rowName } from './paper-004-rows';
import { render } from './paper-004-tables';
import { emptyRecord, type PaperRecord } from './record';

describe('the rows of paper 004', () => {
  it('are plans of one float training each, under names of their own', () => {
    expect(new Set(ROWS.map(rowName)).size).toBe(ROWS.length);
    expect(ROWS.map(rowName)).toEqual(expect.arrayContaining(['sfc-16', 'cnn-6-2hot', 'cnn-4-from0']));
    for (const row of ROWS) {
      const plan = planOf(row);
      expect(planFromFile(planToFile(plan))).toEqual(plan);
      expect(plan.steps[0]).toMatchObject(FLOAT_TRAINING);
      expect(plan.steps.slice(1)).toMatchObject([{ epochs: 0, kHot: row.kHot }, { kHot: row.kHot }]);
    }
  });
});

describe('the tables of paper 004', () => {
  const at = (test: number) => ({ test, validation: test + 0.001 });
  const row = (ptq: number, qfx: number): FixedFigures => ({
    float: at(0.985),
    ptq: at(ptq),
    qfx: at(qfx),
  });
  const record = (rows: Record<string, FixedFigures>): PaperRecord => ({
    ...emptyRecord('004'),
    rows: Object.fromEntries(
      Object.entries(rows).map(([name, result]) => [
        name,
        { terms: {}, engine: 'e', date: '2030-12-31', seconds: 1, result },
      ]),
    ),
  });

  it('have what was measured in its place, and say what was not', () => {
    const text = render(record({ 'cnn-8': row(0.97, 0.98), 'cnn-8-2hot': row(0.96, 0.978) }));
    const lines = text.split('\n').filter((line) => line.startsWith('| cnn'));
    const none = 'not measured';
    expect(lines[0]).toBe(
      `| cnn | 98.50 % / 98.60 % | PTQ | ${[none, none, none, '97.00 % / 97.10 %', none, none, none].join(' | ')} |`,
    );
    expect(lines[1]).toContain('| QFX |');
    expect(lines[1]).toContain('| 98.00 % / 98.10 % |');
    expect(lines.find((line) => line.startsWith('| cnn | 8 |'))).toBe(
      '| cnn | 8 | 98.00 % / 98.10 % | 97.80 % / 97.90 % | -0.20 / -0.20 | 96.00 % / 96.10 % |',
    );
    expect(text).toContain('* cnn, QFX minus PTQ in points, test: 1.00 at 8');
    expect(text).toContain('* cnn at 8 bits, QFX minus float in points: test -0.50');
  });

  it('are not there before the first measurement', () => {
    expect(render(emptyRecord('004'))).toContain('Not measured yet');
  });
});
