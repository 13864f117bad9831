import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANCHORS, type Anchor, anchorEstimate, JET_TAGGER, residualOf } from './anchors';
import { weightsOf } from './layer';

const nameOf = ({ table, bits, reuseFactor, sparsity }: Anchor): string =>
  `table ${table}, ${bits} bits, RF ${reuseFactor}, ${100 * sparsity} % zeros`;

const named = ANCHORS.map((anchor) => [nameOf(anchor), anchor] as const);

describe("the jet tagger of paper 002's tables II and III", () => {
  it('has 4256 weights (table I: 4389 parameters with 133 biases)', () => {
    expect(JET_TAGGER.reduce((sum, layer) => sum + weightsOf(layer), 0)).toBe(4389 - 133);
  });

  it.each(named)('has the published interval and latency: %s', (_, anchor) => {
    expect(residualOf(anchor)).toMatchObject({ ii: 0, latencyCycles: 0 });
  });

  it.each(named.filter(([, { bits }]) => bits <= 8))(
    'takes no DSP, LUT and FF within the rounding of the printed percentages: %s',
    (_, anchor) => {
      const { dspPoints, lutPoints, ffPoints } = residualOf(anchor);
      expect(dspPoints).toBe(0);
      expect(Math.abs(lutPoints ?? Number.NaN)).toBeLessThanOrEqual(0.5);
      expect(Math.abs(ffPoints ?? Number.NaN)).toBeLessThanOrEqual(0.5);
    },
  );

  it.each(named.filter(([, { bits }]) => bits > 8))('takes at most the DSPs of the rule: %s', (_, anchor) => {
    expect(residualOf(anchor).dspPoints).toBeGreaterThan(0);
  });

  it('takes 0.88 and 0.99 of the rule with reuse; with constant weights 0.26 dense and 0.63 pruned', () => {
    const ratios = ANCHORS.filter(({ bits }) => bits > 8).map(
      (anchor) => ((anchor.dspPercent / 100) * 740) / (anchorEstimate(anchor).total.dsp ?? 0),
    );
    expect(ratios.map((ratio) => ratio.toFixed(2))).toEqual(['0.26', '0.88', '0.99', '0.63']);
  });
});

const points = (value: number | null): string =>
  value === null
    ? 'not modelled'
    : `${value >= 0 ? '+' : ''}${value.toFixed(1)}`.replace(/^\+0\.0$|^-0\.0$/, '0.0');

it('the residuals in the docs are these', () => {
  const docs = readFileSync(new URL('../../../../docs/unrolled-model.md', import.meta.url), 'utf8');
  for (const anchor of ANCHORS) {
    const { table, bits, reuseFactor, sparsity, latencyCycles, dspPercent, lutPercent, ffPercent } = anchor;
    const residual = residualOf(anchor);
    const row = [
      `${table}: ${bits} bits, RF ${reuseFactor}, ${100 * sparsity} % zeros`,
      `${latencyCycles} (${residual.latencyCycles})`,
      `${anchor.ii} (${residual.ii})`,
      `${dspPercent} (${points(residual.dspPoints)})`,
      `${lutPercent} (${points(residual.lutPoints)})`,
      `${ffPercent} (${points(residual.ffPoints)})`,
    ];
    expect(docs).toContain(`| ${row.join(' | ')} |`);
  }
});
