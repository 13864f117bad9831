import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, scratch } from './testing';

const SMALL = ['estimate', '--network', '784-5-10', '--estimator', 'unrolled'];
const TFC = ['estimate', '--network', 'tfc', '--estimator', 'unrolled', '--strategy', 'resource'];

/** The jet tagger of paper 002, 16-64-32-32-5, as a file. */
const JET = {
  name: 'jet-tagger',
  input: { height: 4, width: 4, channels: 1 },
  layers: [64, 32, 32, 5].map((units) => ({ kind: 'dense', units })),
  activation: 'relu',
};

describe('bitscape estimate --estimator unrolled', () => {
  it('takes the jet tagger of paper 002 from a file', async () => {
    const at = scratch();
    writeFileSync(at('jet.json'), JSON.stringify(JET));
    const bits = [
      '--weight-bits',
      '8',
      '--activation-bits',
      '8',
      '--input-bits',
      '8',
      '--device',
      'xc7a200t',
    ];
    const jet = ['estimate', '--network', at('jet.json'), '--estimator', 'unrolled', ...bits];
    // II is the reuse factor in every row of tables II and III; no DSP at 8 bits (table III).
    expect(await resultOf(...jet)).toMatchObject({
      total: { lut: 47109, ff: 54674, bram18: 0, dsp: 0 },
      fps: 100e6,
      layers: [{ name: 'mvau0', cycles: 1, lut: null }, {}, {}, {}],
    });
    expect(await resultOf(...jet, '--reuse-factor', '8')).toMatchObject({
      total: { lut: null, ff: null, dsp: 0 },
      fps: 100e6 / 8,
      notes: expect.arrayContaining([expect.stringContaining('LUT and FF have no rule')]),
    });
  });

  it('refuses what HLS cannot unroll, with what it can', async () => {
    expect(await errorOf('estimate', '--network', 'tfc', '--estimator', 'unrolled')).toMatch(
      /TooManyWeights: mvau0: 784 x 64 = 50176 weights.*resource strategy with a reuse factor of at least 14.*784-5-10/,
    );
    expect(await errorOf('estimate', '--network', 'cnn', '--estimator', 'unrolled')).toContain('DenseOnly');
    expect(await errorOf(...TFC, '--reuse-factor', '7')).toContain('7168 at once');
    // 784 x 64 / 14 = 3584 products at once; the 64 x 64 layers take 16, the nearest divisor of 64.
    expect(await resultOf(...TFC, '--reuse-factor', '14')).toMatchObject({ fps: 100e6 / 16 });
  });

  it('finds the smallest reuse factor that fits, of one network and of a grid', async () => {
    const fitted = Object(await resultOf(...TFC, '--fit', '--ceilings', 'bram18=0.5', '--device', 'xc7z010'));
    expect(fitted).toMatchObject({ fits: true, reuseFactor: expect.any(Number) });
    expect(fitted.total.bram18).toBeLessThanOrEqual(60);
    const same = await resultOf(...TFC, '--reuse-factor', `${fitted.reuseFactor}`, '--device', 'xc7z010');
    expect(same).toMatchObject({ total: fitted.total, fps: fitted.fps });
    const grid = await resultOf(
      ...TFC,
      '--fit',
      '--weights',
      '1,8',
      '--activations',
      '4',
      '--device',
      'xc7z010',
    );
    expect(grid).toMatchObject({
      cells: [{ weightBits: 1, fits: true }, { weightBits: 8 }],
      counts: { all: 2 },
    });
  });

  it('gives a grid at the reuse factor', async () => {
    const grid = await resultOf(...SMALL, '--reuse-factor', '4', '--weights', '1-2', '--activations', '3');
    expect(grid).toMatchObject({ cells: [{ total: { lut: null, dsp: 0 } }, {}], counts: { lut: null } });
  });

  it.each([
    [['--reuse-factor', '0'], 'must be an integer from 1'],
    [['--strategy', 'fast'], 'must be one of latency, resource'],
    [['--fit', '--reuse-factor', '2'], 'ConflictingOptions'],
    [['--estimator', 'finn', '--reuse-factor', '2'], 'is for --estimator unrolled; finn is folded'],
  ])('refuses %j', async (options, message) => {
    expect(await errorOf('estimate', '--network', '784-5-10', ...withEstimator(options))).toContain(message);
  });

  it('has no PE and SIMD', async () => {
    const at = scratch();
    writeFileSync(
      at('folding.json'),
      JSON.stringify([
        { pe: 5, simd: 784 },
        { pe: 10, simd: 5 },
      ]),
    );
    expect(await errorOf(...SMALL, '--folding', at('folding.json'))).toContain('NoFolding');
  });
});

const withEstimator = (options: string[]): string[] =>
  options.includes('--estimator') ? options : ['--estimator', 'unrolled', ...options];

describe('a device of your own', () => {
  const mine = {
    id: 'mine',
    part: 'xc7z014sclg400-1',
    lut: 40600,
    ff: 81200,
    bram18: 214,
    dsp: 170,
    source: 'AMD DS190',
  };
  const LINK = '#v=1&fd=mine,xc7z014sclg400-1,40600,81200,214,0,170,own,AMD_DS190';

  it('goes into the link, and from a link into the estimate; --device goes before it', async () => {
    const at = scratch();
    writeFileSync(at('mine.json'), JSON.stringify(mine));
    expect(await resultOf('link', '--device-file', at('mine.json'))).toEqual({ link: LINK });
    expect(await resultOf('link', '--link', LINK, '--device', 'zu3eg')).toEqual({ link: '#v=1&f=zu3eg' });
    const tiny = LINK.replace('40600', '10');
    expect(await resultOf('estimate', '--link', tiny)).toMatchObject({ fits: false, binding: 'lut' });
    expect(await resultOf('estimate', '--link', LINK)).toEqual(
      await resultOf('estimate', '--device-file', at('mine.json')),
    );
  });

  it('may not have the id of one of the table', async () => {
    const at = scratch();
    writeFileSync(at('mine.json'), JSON.stringify({ ...mine, id: 'zu3eg' }));
    expect(await errorOf('link', '--device-file', at('mine.json'))).toContain('a device of the menu has it');
  });
});
