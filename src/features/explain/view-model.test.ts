import { describe, expect, it } from 'vitest';
import { explanationRows } from './view-model';

const explanation = {
  value: 128,
  formula: '(MH/PE) (MW/SIMD)',
  substituted: '8 · 16 = 128',
  source: 'FINN',
  error: '',
};

describe('explanationRows', () => {
  it('lists what there is, in reading order', () =>
    expect(explanationRows(explanation).map(([term]) => term)).toEqual(['Formula', 'With values', 'Source']));
});
