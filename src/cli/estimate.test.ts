import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, scratch } from './testing';

const LFC = ['estimate', '--network', 'lfc', '--estimator', 'lfc-hls'];

describe('bitscape estimate', () => {
  it.each([
    [1, 53336, 31954, 224],
    [8, 223910, 226282, 1643],
  ])('gives the W%iA%i figures of paper 003, Table 2', async (bits, lut, ff, bram18) => {
    const cell = ['--weight-bits', `${bits}`, '--activation-bits', `${bits}`];
    expect(await resultOf(...LFC, ...cell)).toMatchObject({
      total: { lut, ff, bram18, dsp: null },
      fits: false,
    });
  });

  it("counts paper 003's networks within the Z7020: 7 by BRAM, 22 by FF, 4 by both, none by LUT", async () => {
    const grid = await resultOf(...LFC, '--weights', '1-8', '--activations', '1-8', '--device', 'xc7z020');
    expect(grid).toMatchObject({ counts: { bram: 7, ff: 22, lut: 0, bramAndFf: 4, all: 0 } });
    expect(grid).toHaveProperty('cells.length', 64);
    expect(grid).toHaveProperty('cells.0', {
      weightBits: 1,
      activationBits: 1,
      total: { lut: 53336, ff: 31954, bram18: 224, dsp: null },
      fits: false,
      binding: 'lut',
    });
  });

  it('takes a sub-grid, whole where only one side is given', async () => {
    const grid = await resultOf('estimate', '--weights', '2,4');
    expect(grid).toHaveProperty('cells.length', 16);
    expect(grid).toHaveProperty('cells.8.weightBits', 4);
  });

  it('gives layers, speed and the folding that --folding takes back', async () => {
    const result = await resultOf('estimate', '--network', 'sfc', '--fps', '20000');
    expect(result).toMatchObject({
      layers: [{ name: 'mvau0', ff: null }, {}, {}, {}],
      binding: expect.any(String),
    });
    const folding = Object(result).folding;
    const at = scratch();
    writeFileSync(at('folding.json'), JSON.stringify(folding));
    expect(await resultOf('estimate', '--network', 'sfc', '--folding', at('folding.json'))).toEqual(result);
    writeFileSync(at('slow.json'), JSON.stringify(folding.map(() => ({ pe: 1, simd: 1 }))));
    // One product per cycle: the 784 x 256 layer takes its size in cycles, at 100 MHz.
    expect(await resultOf('estimate', '--network', 'sfc', '--folding', at('slow.json'))).toMatchObject({
      fps: 100e6 / (784 * 256),
    });
  });

  it('names bad foldings with what is legal', async () => {
    const at = scratch();
    writeFileSync(at('three.json'), JSON.stringify(Array(4).fill({ pe: 3, simd: 1 })));
    const options = ['estimate', '--network', 'tfc', '--folding', at('three.json')];
    expect(await errorOf(...options)).toContain(
      'IllegalFolding: mvau0: PE 3 does not divide MH 64; legal: 1, 2, 4',
    );
    expect(await errorOf(...options, '--fps', '5')).toContain('ConflictingOptions');
  });

  it('says which networks an estimator does not model', async () => {
    expect(await errorOf('estimate', '--network', 'cnn', '--estimator', 'lfc-hls')).toContain(
      'EstimatorRefuses',
    );
    expect(await errorOf('estimate', '--estimator', 'x')).toContain('must be one of finn, lfc-hls');
  });
});
