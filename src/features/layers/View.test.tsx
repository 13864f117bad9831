// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
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

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

describe('a layer', () => {
  it('is selected by its name, shows its folding then, and leads to its code', () => {
    const host = document.createElement('div');
    const root = createRoot(host);
    const onSelect = vi.fn();
    const onShowCode = vi.fn();
    const show = (selected: number | null, hovered: number | null = null) =>
      act(() =>
        root.render(
          <Layers
            layers={exampleLayers()}
            bottleneck="mvau0"
            selected={selected}
            hovered={hovered}
            onSelect={onSelect}
            onShowCode={onShowCode}
          />,
        ),
      );
    const button = (name: string) => [...host.querySelectorAll('button')].find((b) => b.textContent === name);
    show(null, 0);
    expect([button('Show code'), host.querySelector('tr[data-hovered=true] button')]).toEqual([
      undefined,
      button('MVAU 0'),
    ]);
    act(() => button('MVAU 1')?.click());
    expect(onSelect).toHaveBeenLastCalledWith(1);
    show(1);
    expect(button('MVAU 1')?.getAttribute('aria-pressed')).toBe('true');
    expect(host.querySelector('table + p')?.textContent).toContain('MVAU 1: PE 2, SIMD 32');
    act(() => button('Show code')?.click());
    expect(onShowCode).toHaveBeenLastCalledWith(1);
    act(() => button('MVAU 1')?.click());
    expect(onSelect).toHaveBeenLastCalledWith(null);
    // A layer of a network that had more of them.
    show(7);
    expect(button('Show code')).toBeUndefined();
    act(() => root.unmount());
  });
});
