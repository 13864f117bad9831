import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { exampleLayers } from './testing';
import { Layers } from './View';

describe('Layers', () => {
  const markup = renderToStaticMarkup(<Layers layers={exampleLayers()} bottleneck="mvau0" />);

  it('has one row per layer and marks the slowest in words too', () => {
    expect(markup.match(/<th scope="row"/g)).toHaveLength(2);
    expect(markup).toContain('MVAU 0<span class="visually-hidden">, the slowest layer</span>');
  });

  it('opens the numbers that have an explanation, and says what is not modelled', () => {
    expect(markup.match(/popoverTarget=/gi)).toHaveLength(1);
    expect(markup).toContain('(64/8) (784/49) = 128');
    expect(markup).toContain('n/m');
  });
});
