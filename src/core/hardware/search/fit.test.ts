import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import type { Topology } from '../../network/topology';
import { ALL_BITS, cellsOf } from '../../precision';
import { type Device, fitOn } from '../device';
import { DEVICES } from '../devices';
import type { ResourceName } from '../estimate';
import type { Estimator } from '../estimator';
import { finn } from '../finn';
import { lfcHls } from '../lfc-hls-estimator';
import { type FitRequest, fit } from './fit';
import { wholeAt } from './search';
import { allFoldings, deviceOfSize, tinyCnn, tinyMlp } from './testing';

const bits = fc.integer({ min: 1, max: 8 });
const precisions = fc.record({ weightBits: bits, activationBits: bits, inputBits: bits });
const units = fc.constantFrom(1, 2, 3, 4, 6);
const tinyMlps = fc
  .tuple(fc.constantFrom(2, 3, 4, 6, 8), fc.array(units, { minLength: 1, maxLength: 3 }))
  .map(([inputs, widths]) => tinyMlp(inputs, widths));
const tinyCnns = fc
  .tuple(fc.integer({ min: 2, max: 6 }), units, units, fc.boolean())
  .map(([side, filters, classes, pooled]) => tinyCnn(side, filters, classes, pooled));

const request = (network: string, weightBits: number, activationBits: number): FitRequest => ({
  estimator: finn,
  topology: topologyOf(network),
  precision: { weightBits, activationBits, inputBits: 1 },
  device: DEVICES.xc7z020,
  clockMhz: 100,
});

type Built = ReturnType<typeof wholeAt>;

/** All foldings, each with everything around its layers. */
const allBuilt = (wanted: FitRequest): Built[] =>
  allFoldings(wanted.estimator.foldingModel!.stages(wanted.topology)).map((f) => wholeAt(wanted, f));

/** Share of the device, summed over the modelled resources. */
const shareOf = (device: Device, { whole }: Pick<Built, 'whole'>): number =>
  Object.values(fitOn(device, whole).utilisation).reduce<number>((sum, used) => sum + (used ?? 0), 0);

/** A device that holds exactly what three random foldings take: one the LUTs, one the FFs, one the RAMB18s. */
function tightDevice(built: readonly Built[], pick: (n: number) => number): Device {
  const taken = (name: ResourceName) => built[pick(built.length)].whole[name] ?? 0;
  return deviceOfSize(taken('lut'), taken('ff'), taken('bram18'));
}

describe('the fastest folding that fits', () => {
  it.each<[string, Estimator, fc.Arbitrary<Topology>]>([
    ['finn, MLPs', finn, tinyMlps],
    ['finn, CNNs', finn, tinyCnns],
    ['lfc-hls, MLPs', lfcHls, tinyMlps.filter(({ layers }) => layers.length === 1)],
  ])('is the cheapest of the fastest of all foldings, tried one by one: %s', (_, estimator, topologies) => {
    fc.assert(
      fc.property(topologies, precisions, fc.gen(), (topology, precision, gen) => {
        const base = { ...request('tfc', 1, 1), estimator, topology, precision };
        const built = allBuilt(base);
        const device = tightDevice(built, (n) => gen(fc.nat, { max: n - 1 }));
        const fitting = built.filter(({ whole }) => fitOn(device, whole).fits);
        const result = fit({ ...base, device });
        if (result.folding === null) {
          expect(fitting).toEqual([]);
          expect(result.short.length).toBeGreaterThan(0);
          return;
        }
        const ii = Math.min(...fitting.map(({ estimate }) => estimate.ii));
        const share = Math.min(
          ...fitting.filter(({ estimate }) => estimate.ii === ii).map((one) => shareOf(device, one)),
        );
        expect(result).toMatchObject({ optimal: true, cheapest: true, boundCycles: ii, estimate: { ii } });
        expect(shareOf(device, result)).toBeCloseTo(share, 9);
        expect(fitOn(device, result.whole).fits).toBe(true);
        expect(result.spaceSize).toBe(built.length);
      }),
      { numRuns: 80 },
    );
  });

  it("is proven, fits and is at least as fast as FINN's rule, in every cell of every preset", () => {
    for (const network of ['tfc', 'sfc', 'lfc', 'cnn']) {
      for (const { weightBits, activationBits } of cellsOf(ALL_BITS, ALL_BITS)) {
        const wanted = request(network, weightBits, activationBits);
        const result = fit(wanted);
        if (result.folding === null) continue;
        expect(result).toMatchObject({ optimal: true, cheapest: true });
        expect(fitOn(wanted.device, result.estimate.total).fits).toBe(true);
        const target = { ...wanted, targetFps: 10000, part: wanted.device.part };
        const rule = finn.estimate(target);
        if (fitOn(wanted.device, rule.total).fits) expect(result.estimate.ii).toBeLessThanOrEqual(rule.ii);
      }
    }
  });

  it('stays within the ceilings and gets no faster when they fall', () => {
    const slower = [1, 0.7, 0.4, 0.2].map((lut) => {
      const result = fit({ ...request('sfc', 3, 3), ceilings: { lut } });
      if (result.folding === null) throw new Error(result.reason);
      expect(result.estimate.total.lut).toBeLessThanOrEqual(lut * 53200);
      return result.estimate.ii;
    });
    expect([...slower].sort((a, b) => a - b)).toEqual(slower);
    expect(slower[0]).toBeLessThan(slower[3]);
  });

  it('says what the next faster step is short of, and null when there is none', () => {
    const result = fit(request('sfc', 3, 3));
    const { estimate, faster } = result.folding ? result : { estimate: null, faster: null };
    expect(faster?.cycles).toBeLessThan(estimate!.ii);
    expect(faster?.short.length).toBeGreaterThan(0);
    for (const { needed, available } of faster!.short) expect(needed).toBeGreaterThan(available);
    expect(fit({ ...request('784-1-10', 1, 1), device: deviceOfSize(1e9, 1e9, 1e9) })).toMatchObject({
      estimate: { ii: 1 },
      faster: null,
    });
  });

  it('keeps padded matrices', () => {
    const matrices = [64, 64, 64, 16].map((mh, i) => ({ mw: i === 0 ? 832 : 64, mh }));
    const result = fit({ ...request('tfc', 2, 2), matrices });
    expect(result.folding?.map(({ mw, mh }) => ({ mw, mh }))).toEqual(matrices);
  });
});

describe('when nothing fits', () => {
  it('names the resource that every folding lacks', () => {
    const result = fit(request('lfc', 8, 8));
    expect(result).toMatchObject({
      folding: null,
      short: [{ resource: 'bram18', available: 280, always: true }],
    });
    if (result.folding) return;
    const { needed } = result.short[0];
    const weightBits = 8 * (784 * 1024 + 2 * 1024 * 1024 + 1024 * 10);
    expect(needed * 18432).toBeGreaterThanOrEqual(weightBits);
    expect(result.reason).toBe(
      `no folding fits xc7z020: even the smallest needs at least ${needed} BRAM18 of 280`,
    );
    expect(fitOn(DEVICES.xc7z020, result.smallest.total).fits).toBe(false);
  });

  it('says so when no resource alone is to blame', () => {
    // At 5 bits, PE = SIMD = 1 takes the least LUTs and half fills the 9-bit words of a RAMB18.
    const result = fit({ ...request('sfc', 5, 4), device: deviceOfSize(1501, 1e6, 95) });
    expect(result).toMatchObject({
      folding: null,
      short: [
        { resource: 'lut', available: 1501, always: false },
        { resource: 'bram18', available: 95, always: false },
      ],
    });
    expect(result.folding === null && result.reason).toContain('need less of one need more of another');
    expect(result).toHaveProperty('proven', true);
  });

  it('claims no proof where the search gave up', () => {
    const result = fit({ ...request('sfc', 5, 4), device: deviceOfSize(1501, 1e6, 95), budget: 0 });
    expect(result).toMatchObject({ folding: null, proven: false });
    expect(result.folding === null && result.reason).toContain('the search gave up');
  });

  it.each([
    [{ ceilings: { lut: 1.1 } }, 'IllegalCeiling'],
    [{ ceilings: { bram18: Number.NaN } }, 'IllegalCeiling'],
    [{ estimator: lfcHls, topology: topologyOf('cnn') }, 'EstimatorRefuses'],
    [{ estimator: { ...finn, foldingModel: undefined } }, 'NotSearchable'],
  ])('%j is an error: %s', (change, name) => {
    expect(() => fit({ ...request('tfc', 1, 1), ...change })).toThrow(expect.objectContaining({ name }));
  });
});
