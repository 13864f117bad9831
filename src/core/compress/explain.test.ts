import { expect, it } from 'vitest';
import type { Explanation } from '../hardware/explanation';
import { PRESETS } from '../network/presets';
import { stagesOf } from '../network/topology';
import { explainMultipliers, explainSeconds, explainSize } from './explain';
import { sizeOf } from './size';

/** What an explanation's values come to, computed from its text. */
const computed = ({ substituted }: Explanation): number => {
  const [terms] = substituted.replaceAll('·', '*').split(' = ');
  expect(terms).toMatch(/^[\d +*()/.-]+$/);
  return Number(new Function(`return ${terms}`)());
};

it.each(['tfc', 'cnn', 'jets'])(
  'the values in the formulas of the size of %s come to the figures',
  (name) => {
    const stages = stagesOf(PRESETS[name]);
    const sized = stages.map((stage, index) => ({
      ...{ stage, weightBits: index === 0 ? null : 3 },
      weights: Array.from({ length: stage.fanIn * stage.units }, (_, i) => i % (index + 2)),
    }));
    const size = sizeOf(sized, null);
    const nonZero = sized.map(({ weights }) => weights.filter((w) => w !== 0).length);
    const explained = explainSize(stages, size, nonZero);
    const figures = { ...size, nonZero: size.parameters - size.zeros, memory: size.memoryBytes };
    for (const figure of ['parameters', 'nonZero', 'memory', 'products'] as const) {
      expect(explained[figure].value).toBe(figures[figure]);
      expect(computed(explained[figure])).toBe(figures[figure]);
    }
  },
);

it('the integer network’s thresholds stand beside the biases that a model file has in their place', () => {
  const stages = stagesOf(PRESETS.tfc);
  const size = { parameters: 9, zeros: 0, products: 1, weightBytes: 1, memoryBytes: 5, thresholdBytes: 77 };
  expect(explainSize(stages, size, [1, 1, 1, 1]).memory.error).toContain('77 bytes of thresholds');
});

it('multipliers are PE times SIMD, seconds are cycles of the clock', () => {
  const multipliers = explainMultipliers([
    { pe: 4, simd: 49 },
    { pe: 2, simd: 8 },
  ]);
  expect([multipliers.value, computed(multipliers)]).toEqual([212, 212]);
  const cycles = { value: 784, formula: '', substituted: '', source: 'FINN', error: '' };
  expect(explainSeconds(cycles, 200)).toMatchObject({
    value: 3.92e-6,
    substituted: '784 / 200 MHz = 3.92 µs',
  });
});
