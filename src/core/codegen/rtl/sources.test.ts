import { describe, expect, it } from 'vitest';
import type { Topology } from '../../network/topology';
import { foldingsOf } from '../csim/testing';
import { generateExport } from '../export';
import { planOf } from '../plan';
import { type TestExport, testRequest } from '../testing';
import { denseOf, SIGNED_MAPS, SMALL_MAPS } from './testing';
import { weightBanks, weightFiles, weightWordBits } from './weights';

const sourcesOf = (options: TestExport) =>
  new Map(
    generateExport(testRequest(options))
      .filter(({ path }) => path.startsWith('rtl/'))
      .map(({ path, content }) => [path, String(content)]),
  );

const design: TestExport = {
  topology: denseOf('hardtanh', 15, 18, 10),
  bits: [4, 4, 2],
  foldings: foldingsOf('3x14/15x28 9x10/27x20 2x15/10x30'),
  vectors: 1,
};

/** Both styles of windows, and a pool. */
const maps: TestExport = {
  topology: SMALL_MAPS,
  bits: [2, 3, 4],
  foldings: foldingsOf('4x6 1x4 1x3'),
  vectors: 1,
};

describe('generated Verilog', () => {
  it.each([
    ['dense layers', design],
    ['maps', maps],
  ])('keeps to 120 columns of printable ASCII, one module per file of its name: %s', (_, options) => {
    for (const [path, source] of sourcesOf(options)) {
      if (path.endsWith('.hex')) continue;
      for (const line of source.split('\n')) {
        expect(line, path).toMatch(/^[\x20-\x7e]{0,120}$/);
        expect(line, path).not.toMatch(/ $/);
      }
      if (!path.endsWith('.v')) continue;
      expect([...source.matchAll(/^module (\w+)/gm)].map(([, name]) => `rtl/${name}.v`)).toEqual([path]);
    }
  });

  it('is the reviewed text for a small network', async () => {
    const topology: Topology = {
      name: 'tiny',
      input: { height: 2, width: 3, channels: 1 },
      layers: [
        { kind: 'dense', units: 3 },
        { kind: 'dense', units: 4 },
      ],
      activation: 'hardtanh',
    };
    const tiny = sourcesOf({
      topology,
      bits: [2, 2, 2],
      foldings: foldingsOf('2x3/4x6 1x2/4x4'),
      vectors: 1,
    });
    await expect(tiny.get('rtl/bitscape_top.v')).toMatchFileSnapshot('tiny.golden.top.v');
    await expect(tiny.get('rtl/mvau0.v')).toMatchFileSnapshot('tiny.golden.mvau0.v');
    await expect(tiny.get('rtl/mvau0_thresholds.v')).toMatchFileSnapshot('tiny.golden.thresholds.v');
  });

  it('keeps a network name from leaving its comment', () => {
    const topology = { ...design.topology, name: 'a\n`include "b"\n' };
    for (const source of sourcesOf({ ...design, topology }).values())
      expect(source).not.toMatch(/^`include/m);
  });

  it('has the units for maps where a network needs them', () => {
    const unitsOf = (options: TestExport): string[] =>
      ['line_memory', 'sliding_window', 'whole_windows', 'max_pool'].filter((unit) =>
        sourcesOf({ ...options, vectors: 1 }).has(`rtl/${unit}.v`),
      );
    expect(unitsOf(design)).toEqual([]);
    expect(unitsOf({ ...maps, foldings: foldingsOf('1x1 1x1 1x1') })).toEqual([
      'line_memory',
      'sliding_window',
      'max_pool',
    ]);
    expect(unitsOf({ ...maps, foldings: foldingsOf('4x18 3x16 3x6') })).toEqual([
      'line_memory',
      'whole_windows',
      'max_pool',
    ]);
    const pointwise: Topology = {
      ...SIGNED_MAPS,
      layers: [
        { kind: 'conv', filters: 2, kernel: 1 },
        { kind: 'dense', units: 2 },
      ],
    };
    expect(unitsOf({ ...maps, topology: pointwise, foldings: foldingsOf('2x1 2x2') })).toEqual([]);
  });
});

describe('weight memories', () => {
  it('are one where it fits, else several of whole RAMB18 ports that hold the same bits', () => {
    const foldings = foldingsOf('5x4 2x5');
    const options = { topology: denseOf('hardtanh', 5, 2), bits: [8, 1, 1] as const, foldings, vectors: 1 };
    const [narrow] = planOf(testRequest(options)).layers;
    expect(weightWordBits(narrow)).toBe(160);
    expect(weightBanks(narrow)).toEqual([{ file: 'mvau0_weights.hex', low: 0, bits: 160 }]);
    const deep = { ...narrow, folds: 10_000 };
    expect(weightBanks(deep)).toEqual([
      { file: 'mvau0_weights0.hex', low: 0, bits: 72 },
      { file: 'mvau0_weights1.hex', low: 72, bits: 72 },
      { file: 'mvau0_weights2.hex', low: 144, bits: 16 },
    ]);
  });

  it('hold every weight where the unit reads it', () => {
    const topology = denseOf('hardtanh', 6, 4);
    const bits = [3, 2, 1] as const;
    const request = testRequest({ topology, bits, foldings: foldingsOf('3x5/6x25 2x3'), vectors: 1 });
    for (const layer of planOf(request).layers) {
      const [file] = weightFiles(layer, 'origin.');
      const words = String(file.content)
        .split('\n')
        .filter((line) => line && !line.startsWith('//'))
        .map((line) => BigInt(`0x${line}`));
      expect(words.length).toBe(layer.folds);
      const { pe, simd, mh, mw } = layer.folding;
      const { units, fanIn } = layer.integer.stage;
      for (let row = 0; row < mh; row++) {
        for (let column = 0; column < mw; column++) {
          const fold = Math.floor(row / pe) * layer.synapseFolds + Math.floor(column / simd);
          const low = BigInt(((row % pe) * simd + (column % simd)) * 3);
          const code = Number(BigInt.asIntN(3, words[fold] >> low));
          const real = row < units && column < fanIn;
          expect(code).toBe(real ? layer.integer.weights[row * fanIn + column] : 0);
        }
      }
    }
  });
});
