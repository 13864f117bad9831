import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { longNumbers, svgOf } from '../chart/testing';
import { Epochs, type EpochsProps } from './View';

const props: EpochsProps = {
  series: (
    [
      ['selected', 3, 0.93],
      ['pin1', 1, 0.89],
      ['pin2', 8, 0.935],
      ['other', 5, 0.92],
    ] as const
  ).map(([role, bits, start]) => ({
    weightBits: bits,
    activationBits: bits,
    role,
    accuracies: [0, 1, 2, 3].map((epoch) => start + 0.04 * (1 - 0.5 ** epoch)),
  })),
  quantity: 'accuracy',
  epochs: 5,
  onSelect: () => {},
  onHover: () => {},
};

describe('Epochs', () => {
  it('draws as before', async () => {
    const svg = svgOf(<Epochs {...props} />);
    expect(longNumbers(svg)).toEqual([]);
    await expect(svg).toMatchFileSnapshot('__snapshots__/epochs.svg');
  });

  it('names curves that are not of own training', () => {
    const markup = renderToStaticMarkup(<Epochs {...props} source="reference" />);
    expect(markup).toContain('aria-label="Accuracy by epoch, 4 networks, reference"');
    expect(markup).toContain('>reference</text>');
    expect(renderToStaticMarkup(<Epochs {...props} source="trained" />)).not.toContain('reference');
  });

  it('says what will appear while there is nothing to draw', () =>
    expect(renderToStaticMarkup(<Epochs {...props} series={[]} />)).toContain(
      'The curves appear after the first epoch.',
    ));
});
