import { describe, expect, it } from 'vitest';
import { exampleLayers } from './testing';
import { layerQuantities, layerRows } from './view-model';

describe('layerRows', () => {
  it('scales the bars to the largest layer and marks the slowest', () => {
    const rows = layerRows(exampleLayers(), 'mvau0', 'lut');
    expect(rows.map(({ bar }) => bar)).toEqual([1, 0.5]);
    expect(rows.map(({ bottleneck }) => bottleneck)).toEqual([true, false]);
    expect(rows[0]).toMatchObject({ title: 'MVAU 0', shape: '784×64', folding: 'PE 8, SIMD 49' });
  });

  it('has no bar for what is not modelled', () =>
    expect(layerRows(exampleLayers(), 'mvau0', 'bram18').map(({ bar }) => bar)).toEqual([1, null]));

  it('says how parallel a layer is in its own words where PE and SIMD do not', () => {
    const layers = exampleLayers().map((layer) => ({ ...layer, parallelism: 'reuse factor 4' }));
    expect(layerRows(layers, 'mvau0', 'lut')[0].folding).toBe('reuse factor 4');
  });

  it('has empty bars when nothing is used', () => {
    const layers = exampleLayers().map((layer) => ({ ...layer, lut: 0 }));
    expect(layerRows(layers, 'mvau0', 'lut').map(({ bar }) => bar)).toEqual([0, 0]);
  });
});

it('has columns for UltraRAM and DSPs where a layer uses some', () => {
  const columns = (patch: object) =>
    layerQuantities(exampleLayers().map((layer, i) => (i === 1 ? { ...layer, ...patch } : layer))).map(
      ({ id }) => id,
    );
  expect(columns({})).toEqual(['lut', 'bram18', 'cycles']);
  expect(columns({ uram: 2 })).toEqual(['lut', 'bram18', 'uram', 'cycles']);
  expect(columns({ uram: null, dsp: 64 })).toEqual(['lut', 'bram18', 'dsp', 'cycles']);
});
