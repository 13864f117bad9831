import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { longNumbers, svgOf } from '../chart/testing';
import { Radar, type RadarProps } from './View';

const AXES = ['Accuracy', 'LUT', 'FF', 'BRAM'].map((label) => ({ id: label, label, modelled: true }));

const props: RadarProps = {
  axes: AXES,
  series: [
    { id: 'w3a3', label: 'W3 A3', role: 'selected', scores: [0.86, 0.71, 0.72, 0.7] },
    { id: 'w1a1', label: 'W1 A1', role: 'pin1', scores: [0, 1, 1, 1] },
  ],
  families: [
    {
      id: 'linear',
      label: 'Linear',
      series: [
        { id: 'w1a1', label: 'W1 A1', role: 'family', scores: [0, 1, 1, 1], strength: 0.5 },
        { id: 'w2a2', label: 'W2 A2', role: 'family', scores: [0.6, 0.9, 0.9, 0.9], strength: 1 },
      ],
    },
  ],
  family: null,
  onFamily: () => {},
};

describe('Radar', () => {
  it('draws as before', async () => {
    const svg = svgOf(<Radar {...props} />);
    expect(longNumbers(svg)).toEqual([]);
    await expect(svg).toMatchFileSnapshot('__snapshots__/radar.svg');
  });

  it('draws an axis that is not modelled as such', async () => {
    const axes = AXES.map((axis) => ({ ...axis, modelled: axis.id !== 'FF' }));
    const series = [{ ...props.series[0], scores: [0.86, 0.71, null, 0.7] }];
    await expect(svgOf(<Radar {...props} axes={axes} series={series} />)).toMatchFileSnapshot(
      '__snapshots__/radar-not-modelled.svg',
    );
  });

  it('shows a family besides the pins', () => {
    const markup = renderToStaticMarkup(<Radar {...props} family="linear" />);
    expect(markup).toContain('aria-label="Scores of 3 networks"');
    const drawn = svgOf(<Radar {...props} family="linear" />).match(/(?<=<g data-series=")\w+/g);
    expect(drawn).toEqual(['family', 'family', 'pin1', 'selected']);
    expect(markup).toContain('<li>W2 A2: Accuracy 0.60, LUT 0.90, FF 0.90, BRAM 0.90</li>');
    expect(markup.match(/<li>W1 A1: /g)).toHaveLength(1);
    expect(markup.match(/<\/svg>W1 A1<\/li>/g)).toHaveLength(1);
  });
});
