import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Explain } from './View';

const explanation = {
  value: 4310,
  formula: '300 + 1.1 PE (mult + tree + acc)',
  substituted: '300 + 1.1 · 8 · 455.7 = 4310',
  source: 'FINN matrixvectoractivation_hls.py:58-119',
  error: 'within 20 % on 64 networks',
};

describe('Explain', () => {
  it('opens the formula, its values, its source and its error', () => {
    const markup = renderToStaticMarkup(
      <Explain value={4310} unit="LUT" label="LUT of MVAU 0" explanation={explanation} />,
    );
    const target = markup.match(/popoverTarget="([^"]+)"/i)?.[1];
    expect(markup).toContain(`id="${target}"`);
    for (const text of [
      '4,310 LUT',
      explanation.formula,
      explanation.substituted,
      explanation.source,
      explanation.error,
    ])
      expect(markup).toContain(text);
  });

  it('is plain text without an explanation', () =>
    expect(renderToStaticMarkup(<Explain value={0} label="DSP" unit="DSP" />)).toBe('<span>0 DSP</span>'));

  it('never prints 0 for what is not modelled', () => {
    const markup = renderToStaticMarkup(
      <Explain value={null} label="FF" unit="FF" why="FINN has no FF model" />,
    );
    expect(markup).toContain('not modelled');
    expect(markup).toContain('FINN has no FF model');
    expect(markup).not.toContain('0');
  });
});
