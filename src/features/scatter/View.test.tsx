import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { longNumbers, svgOf } from '../chart/testing';
import { Scatter, type ScatterProps } from './View';

const ignore = () => {};

const props: ScatterProps<'lut' | 'ff'> = {
  points: [1, 2, 3, 4, 5, 6].map((bits) => ({
    weightBits: bits,
    activationBits: bits,
    cost: 5000 * bits ** 1.5,
    accuracy: 0.98 - 0.04 / bits,
    source: bits < 6 ? 'trained' : 'reference',
    fits: bits < 5,
    onFront: bits !== 4,
  })),
  axes: [
    { id: 'lut', label: 'LUT' },
    { id: 'ff', label: 'FF' },
  ],
  axis: 'lut',
  selected: { weightBits: 3, activationBits: 3 },
  hovered: { weightBits: 4, activationBits: 4 },
  pins: [{ weightBits: 1, activationBits: 1 }],
  onAxis: ignore,
  onSelect: ignore,
  onHover: ignore,
};

describe('Scatter', () => {
  it('draws as before', async () => {
    const svg = svgOf(<Scatter {...props} />);
    expect(longNumbers(svg)).toEqual([]);
    await expect(svg).toMatchFileSnapshot('__snapshots__/scatter.svg');
  });

  it('names itself and lists the front for those who cannot see it', () => {
    const markup = renderToStaticMarkup(<Scatter {...props} />);
    expect(markup).toContain(
      'aria-label="Accuracy against LUT, 6 networks, 5 on the Pareto front, 1 of them reference"',
    );
    expect(markup).toContain('<li>W1 A1: 94.0 % at 5000 LUT</li>');
  });

  it('says why it is empty', () => {
    const points = props.points.map((point) => ({ ...point, cost: null }));
    const markup = renderToStaticMarkup(
      <Scatter {...props} points={points} emptyText="FF is not modelled." />,
    );
    expect(markup).toContain('FF is not modelled.');
    expect(markup).not.toContain('<svg');
  });
});
