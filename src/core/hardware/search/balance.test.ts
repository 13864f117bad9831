import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import { DEVICES } from '../devices';
import { type Folding, RESOURCE_NAMES, type Resources } from '../estimate';
import { finn } from '../finn';
import { legalStops } from '../folding-stops';
import { lfcHls } from '../lfc-hls-estimator';
import { balance, cheapestFolding } from './balance';
import { estimateAt, type SearchRequest, wholeAt } from './search';

const request = (network: string, estimator = finn): SearchRequest => ({
  estimator,
  topology: topologyOf(network),
  precision: { weightBits: 3, activationBits: 4, inputBits: 1 },
  device: DEVICES.xc7z020,
  clockMhz: 100,
});

const takesNoMore = (a: Resources, b: Resources): boolean =>
  RESOURCE_NAMES.every((name) => (a[name] ?? 0) <= (b[name] ?? 0));

/** A random legal folding of TFC, padded or not. */
const tfcFoldings = fc.gen().map((gen): Folding[] =>
  finn.foldingModel!.stages(topologyOf('tfc')).map((stage) => {
    const mw = stage.mw + gen(fc.nat, { max: 2 });
    const [pes, simds] = [legalStops(stage.mh), legalStops(mw)];
    return {
      mw,
      mh: stage.mh,
      pe: pes[gen(fc.nat, { max: pes.length - 1 })],
      simd: simds[gen(fc.nat, { max: simds.length - 1 })],
    };
  }),
);

describe.each([finn, lfcHls])('a balanced folding under $id', (estimator) => {
  const wanted = request('tfc', estimator);

  it('takes no more of anything at the same II', () => {
    fc.assert(
      fc.property(tfcFoldings, (random) => {
        const before = wholeAt(wanted, random);
        const balanced = balance(wanted, random, 'ii');
        const after = wholeAt(wanted, balanced);
        expect(after.estimate.ii).toBeLessThanOrEqual(before.estimate.ii);
        expect(takesNoMore(after.whole, before.whole)).toBe(true);
        expect(balanced.map((f) => [f.mw, f.mh])).toEqual(random.map((f) => [f.mw, f.mh]));
      }),
      { numRuns: 60 },
    );
  });

  it('is no slower with the same resources', () => {
    fc.assert(
      fc.property(tfcFoldings, (random) => {
        const before = wholeAt(wanted, random);
        const after = wholeAt(wanted, balance(wanted, random, 'resources'));
        expect(after.estimate.ii).toBeLessThanOrEqual(before.estimate.ii);
        expect(takesNoMore(after.whole, before.whole)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

it('gives slow layers what fast layers do not need', () => {
  // One layer 49 times slower than the others, all of them with lanes to spare.
  const lopsided = [
    { mw: 784, mh: 64, simd: 16, pe: 1 },
    { mw: 64, mh: 64, simd: 64, pe: 16 },
    { mw: 64, mh: 64, simd: 64, pe: 16 },
    { mw: 64, mh: 10, simd: 64, pe: 5 },
  ];
  const wanted = request('tfc');
  const before = estimateAt(wanted, lopsided);
  const [slow, ...fast] = balance(wanted, lopsided, 'resources');
  expect(slow.pe * slow.simd).toBeGreaterThan(16);
  for (const [i, { pe, simd }] of fast.entries()) {
    expect(pe * simd).toBeLessThan(lopsided[i + 1].pe * lopsided[i + 1].simd);
  }
  expect(estimateAt(wanted, [slow, ...fast]).ii).toBeLessThan(before.ii / 4);
});

it('meets a number of cycles at the least share of the device, or says that none can', () => {
  const wanted = request('tfc');
  const at = (cycles: number) => estimateAt(wanted, cheapestFolding(wanted, cycles)!);
  expect(at(1000).ii).toBeLessThanOrEqual(1000);
  expect(at(100).ii).toBeLessThanOrEqual(100);
  expect(at(1000).total.lut).toBeLessThan(at(100).total.lut!);
  expect(cheapestFolding(wanted, 0)).toBeNull();
});
