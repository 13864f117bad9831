import { describe, expect, it } from 'vitest';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { topologyOf } from '../core/network/presets';
import { mergeResults, type ResultCell, type Results, resultsFromFile, resultsToFile } from './results-file';

const cell = (weightBits: number, activationBits: number, accuracy = 0.5): ResultCell => ({
  weightBits,
  activationBits,
  accuracy,
  history: [{ validation: 0.4, test: accuracy }],
  seconds: 1,
});
const results = (cells: ResultCell[], rest: Partial<Results> = {}): Results => ({
  design: DESIGN_DEFAULTS,
  topology: topologyOf('tfc'),
  dataset: 'mnist',
  seed: 42,
  engine: 'tfjs-wasm',
  revision: '0.1.0',
  kind: 'sweep',
  cells,
  ...rest,
});

describe('results file', () => {
  it('gives the results back, a preview too', () => {
    const anchors = [{ weightBits: 4, activationBits: 4, accuracy: 0.97 }];
    for (const rest of [{}, { kind: 'preview', preview: { epochs: 10, anchors } }] as const) {
      const written = results([cell(1, 2), cell(3, 3)], rest);
      expect(resultsFromFile(resultsToFile(written))).toEqual(written);
    }
  });

  it('names what is wrong in it', () => {
    const bad = resultsToFile(results([cell(9, 1)]));
    expect(() => resultsFromFile(bad, 'r.json')).toThrow('r.json: cells[0].weightBits is 9');
    expect(() => resultsFromFile('{}', 'r.json')).toThrow('r.json: format is missing');
  });
});

describe('merged results', () => {
  it('are sorted, each cell once, with every engine named', () => {
    const other = results([cell(1, 1), cell(2, 2)], { engine: 'tfjs-cpu' });
    const merged = mergeResults(results([cell(3, 1), cell(1, 1)]), other);
    expect(merged.cells).toEqual([cell(1, 1), cell(2, 2), cell(3, 1)]);
    expect(merged.engine).toBe('tfjs-wasm; tfjs-cpu');
    expect(mergeResults(merged, other)).toEqual(merged);
  });

  it.each([
    ['seed', { seed: 7 }],
    ['data set', { dataset: 'synthetic' }],
    ['kind', { kind: 'preview' }],
    ['network', { topology: topologyOf('sfc') }],
    ['epochs', { design: { ...DESIGN_DEFAULTS, epochs: 9 } }],
    ['input bits', { design: { ...DESIGN_DEFAULTS, inputBits: 8 } }],
  ] as [string, Partial<Results>][])('must agree in %s', (name, rest) => {
    expect(() => mergeResults(results([]), results([], rest))).toThrow(`${name} is `);
  });

  it('take an explicit input width that is the default for the default', () => {
    const explicit = results([], { design: { ...DESIGN_DEFAULTS, inputBits: 1 } });
    expect(mergeResults(results([cell(1, 1)]), explicit).cells).toHaveLength(1);
  });

  it('refuse a cell that differs', () => {
    expect(() => mergeResults(results([cell(1, 1, 0.5)]), results([cell(1, 1, 0.6)]))).toThrow(
      'W1 A1 has accuracy 0.5 in one file and 0.6 in another',
    );
  });
});
