import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, runCli, scratch } from './testing';

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
      total: { lut: 53336, ff: 31954, bram18: 224, uram: null, dsp: null },
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

  it('finds the fastest folding that fits, and what the next faster one lacks', async () => {
    const fitted = await resultOf('estimate', '--network', 'sfc', '--fit', '--ceilings', 'lut=0.7,bram18=.5');
    expect(fitted).toMatchObject({ fits: true, optimal: true, spaceSize: expect.any(Number) });
    const { total, fps, folding, faster, boundCycles } = Object(fitted);
    expect(fps).toBe(100e6 / boundCycles);
    expect(total.lut).toBeLessThanOrEqual(0.7 * 53200);
    expect(total.bram18).toBeLessThanOrEqual(0.5 * 280);
    expect(faster.cycles).toBeLessThan(boundCycles);
    expect(faster.short[0].needed).toBeGreaterThan(faster.short[0].available);
    const at = scratch();
    writeFileSync(at('folding.json'), JSON.stringify(folding));
    expect(await resultOf('estimate', '--network', 'sfc', '--folding', at('folding.json'))).toMatchObject({
      total,
      fps,
      folding,
    });
  });

  it("takes FINN's recommended ceilings (finn/util/platforms.py:40)", async () => {
    const cell = ['estimate', '--network', 'sfc', '--fit', '--ceilings'];
    expect(await resultOf(...cell, 'recommended')).toEqual(
      await resultOf(...cell, 'lut=0.7,ff=0.5,bram18=0.8,dsp=0.8'),
    );
  });

  it('says which resource is short where nothing fits, cell by cell in a grid', async () => {
    const cell = ['--network', 'lfc', '--fit', '--weight-bits', '4'];
    expect(await resultOf('estimate', ...cell)).toMatchObject({
      fits: false,
      folding: null,
      binding: 'bram18',
      short: [{ resource: 'bram18', available: 280, always: true }],
      reason: expect.stringContaining('no folding fits xc7z020'),
    });
    const grid = await resultOf('estimate', ...cell, '--weights', '1-2', '--activations', '1');
    expect(grid).toMatchObject({
      cells: [
        { weightBits: 1, fits: true, optimal: true, folding: expect.any(Array) },
        { weightBits: 2, fits: false, folding: null, reason: expect.any(String) },
      ],
      counts: { all: 1 },
    });
  });

  it.each([
    [['--fit', '--fps', '5'], 'ConflictingOptions'],
    [['--fit', '--folding', 'x.json'], 'ConflictingOptions'],
    [['--ceilings', 'lut=0.5'], '--ceilings needs --fit'],
    [['--fit', '--ceilings', 'lut=2'], '"lut=2" must be recommended or <resource>=<share from 0 to 1>'],
    [['--fit', '--ceilings', 'bram=0.5'], 'lut, ff, bram18, uram, dsp'],
    [['--fit', '--ceilings', 'lut=0.5,lut=0.6'], 'at most once'],
  ])('refuses %j', async (options, message) => {
    expect(await errorOf('estimate', ...options)).toContain(message);
  });

  it('says which networks an estimator does not model', async () => {
    expect(await errorOf('estimate', '--network', 'cnn', '--estimator', 'lfc-hls')).toContain(
      'EstimatorRefuses',
    );
    expect(await errorOf('estimate', '--estimator', 'x')).toContain('must be one of finn, finn-r, lfc-hls');
  });

  it('gives the chain around the MVAUs for finn, and says what its totals leave out', async () => {
    const result = await resultOf('estimate', '--network', 'cnn');
    expect(result).toHaveProperty('chain.nodes.0.kind', 'swg');
    expect(result).toHaveProperty('chain.atLeast.lut', ['pool0', 'labelselect0']);
    expect(Object(result).chain.total.lut).toBeGreaterThan(Object(result).total.lut);
    expect(await resultOf(...LFC)).not.toHaveProperty('chain');
  });

  it('simulates the FIFOs of the chain', async () => {
    const { chain } = Object(await resultOf('estimate', '--network', 'sfc'));
    expect(chain.simulated).toMatchObject({ ii: chain.ii, slowest: chain.ii, settled: true });
    expect(chain.simulated.iiWithoutFifos).toBeGreaterThan(chain.ii);
    expect(chain.simulated.fifos.map((fifo: { name: string }) => fifo.name)).toEqual([
      'fifo0',
      'fifo1',
      'fifo2',
    ]);
  });

  it('calls fitting what fits with everything around the layers', async () => {
    const at = scratch();
    const cell = ['estimate', '--network', 'sfc', '--device-file', at('mine.json')];
    const mine = {
      id: 'mine',
      part: 'xc7z014sclg400-1',
      ff: 81200,
      bram18: 214,
      dsp: 170,
      source: 'AMD DS190',
    };
    const sized = (lut: number) => writeFileSync(at('mine.json'), JSON.stringify({ ...mine, lut }));
    sized(40600);
    const { total, chain } = Object(await resultOf(...cell));
    sized(chain.total.lut);
    expect(await resultOf(...cell)).toMatchObject({ fits: true });
    sized(total.lut);
    expect(await resultOf(...cell)).toMatchObject({ fits: false, binding: 'lut' });
    expect(await resultOf(...cell, '--weights', '3', '--activations', '3')).toHaveProperty('cells.0.whole');
  });

  it('takes the options of the MVAUs, for all layers or layer by layer', async () => {
    const sfc = ['estimate', '--network', 'sfc', '--device', 'zu7ev'];
    const of = async (...options: string[]) => Object(await resultOf(...sfc, ...options));
    const plain = await of();
    const ultra = await of('--ram', 'ultra.block.auto.auto');
    expect(ultra.layers.map(({ uram }: { uram: number }) => uram > 0)).toEqual([true, false, false, false]);
    expect(ultra.total.uram).toBe(ultra.layers[0].uram);
    expect(ultra.total.bram18).toBe(plain.total.bram18 - plain.layers[0].bram18);
    expect(await of('--memory', 'external')).toMatchObject({ total: { bram18: 0, uram: 0 } });
    expect((await of('--multipliers', 'dsp')).total.dsp).toBeGreaterThan(0);
    const [half, full] = await Promise.all(
      ['half', 'full'].map((count) => of('--thresholds', count, '--threshold-memory', 'distributed')),
    );
    expect(full.total.lut).toBeGreaterThan(half.total.lut);
    expect(half.total.lut).toBeGreaterThan(plain.total.lut);
    const { link } = Object(await resultOf('link', '--network', 'sfc', '--ram', 'ultra.block.auto.auto'));
    expect(link).toBe('#v=1&n=sfc&ram=ultra.block.auto.auto');
    expect(await resultOf('estimate', '--link', link, '--device', 'zu7ev')).toEqual(ultra);
    const fitted = await of('--fit', '--ram', 'ultra', '--ceilings', 'uram=0.5');
    expect(fitted.total.uram).toBeLessThanOrEqual(48);
    expect(await resultOf(...sfc, '--ram', 'ultra', '--weights', '1', '--activations', '1')).toMatchObject({
      cells: [{ total: { bram18: 0, uram: expect.any(Number) } }],
    });
  });

  it.each([
    ['finn-r', '784-8-10'],
    ['lfc-hls', '784-8-10'],
    ['unrolled', '16-32-5'],
  ])('takes the activation with %s, which says that it does not model it', async (estimator, network) => {
    const of = async (...options: string[]) =>
      Object(await resultOf('estimate', '--network', network, '--estimator', estimator, ...options));
    const [plain, affine] = [await of(), await of('--activation', 'affine')];
    expect(affine.total).toEqual(plain.total);
    expect(plain.notModelled.join(' ')).not.toContain('Scale and shift');
    expect(affine.notModelled.join(' ')).toContain('Scale and shift instead of thresholds');
  });

  it('drops, with a note, what a link has for another network or memory', async () => {
    const link = 'v=1&n=sfc&ram=ultra&mul=lut.dsp.lut.dsp';
    const { json, notes } = await runCli([
      'estimate',
      '--link',
      link,
      '--network',
      '784-8-10',
      '--memory',
      'embedded',
    ]);
    expect(notes.join('\n')).toContain(
      "the link's multipliers is not used as it is: multipliers: 4 values for 2 layers",
    );
    expect(notes.join('\n')).toContain("the link's RAM style is not used as it is: mvau0: RAM style ultra");
    expect(json).toMatchObject({ total: { dsp: 0, uram: 0 } });
  });

  it.each([
    [['--ram', 'auto.block'], 'RAM style: 2 values for 4 layers: give one for all, or one for each of mvau0'],
    [['--memory', 'embedded', '--ram', 'ultra'], 'mvau0: RAM style ultra is for decoupled weights'],
    [['--multipliers', 'fpga'], 'what products are built from must be one of lut, dsp'],
    [
      ['--estimator', 'lfc-hls', '--ram', 'block'],
      'ConflictingOptions: --ram is for --estimator finn; lfc-hls',
    ],
  ])('refuses options of the MVAUs by name: %j', async (options, message) => {
    expect(await errorOf('estimate', '--network', 'sfc', ...options)).toContain(message);
  });

  it('takes a device of your own', async () => {
    const at = scratch();
    const mine = { id: 'mine', part: 'xc7z014sclg400-1', lut: 40600, ff: 81200, bram18: 214, dsp: 170 };
    writeFileSync(at('mine.json'), JSON.stringify({ ...mine, source: 'AMD DS190' }));
    writeFileSync(at('bad.json'), JSON.stringify({ ...mine, lut: '40600' }));
    writeFileSync(at('tiny.json'), JSON.stringify({ ...mine, lut: 10, source: 'none' }));
    const options = ['estimate', '--network', 'tfc', '--device-file'];
    expect(await resultOf(...options, at('mine.json'))).toMatchObject({ fits: true });
    expect(await resultOf(...options, at('tiny.json'))).toMatchObject({ fits: false, binding: 'lut' });
    expect(await errorOf(...options, at('bad.json'))).toContain('BadDeviceFile');
    expect(await errorOf(...options, at('mine.json'), '--device', 'zu3eg')).toContain('ConflictingOptions');
  });
});
