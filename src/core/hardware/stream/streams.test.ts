import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import { stagesOf } from '../../network/topology';
import { chainOf } from '../chain';
import { finn } from '../finn';
import { bnnPynqFolding } from '../folding-bnn-pynq';
import { legalStops } from '../folding-stops';
import { chainLine } from './chain-line';
import { atPace } from './interval';
import { streamsOf } from './streams';

const request = (network: string) => ({
  topology: topologyOf(network),
  precision: { weightBits: 2, activationBits: 2, inputBits: 1 },
  targetFps: 10000,
  clockMhz: 100,
  part: 'xc7z020clg400-1',
});

describe('the streams of a chain', () => {
  it('let an MLP run at the pace of its slowest node at any folding, and need no more than the FIFOs that it has', () => {
    const asked = request('784-48-36-10');
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const pick = (from: readonly number[]) => from[gen(fc.nat, { max: from.length - 1 })];
        const folding = stagesOf(asked.topology).map(({ fanIn, units }) => ({
          mw: fanIn,
          mh: units,
          simd: pick(legalStops(fanIn)),
          pe: pick(legalStops(units)),
        }));
        const estimate = finn.estimate({ ...asked, folding });
        const streams = streamsOf(asked, estimate);
        expect(streams.ii).toBe(chainOf(asked, estimate).ii);
        expect(streams.iiWithoutFifos).toBeGreaterThanOrEqual(streams.ii);
        for (const { depth, enough } of streams.fifos) expect(enough).toBeLessThanOrEqual(depth);
      }),
      { numRuns: 40 },
    );
  });

  it('drop padded outputs and fill padded inputs', () => {
    const asked = request('lfc');
    const folding = bnnPynqFolding(stagesOf(asked.topology));
    const { ii, iiWithoutFifos, settled } = streamsOf(asked, finn.estimate({ ...asked, folding }));
    expect([ii, settled]).toEqual([512, true]);
    expect(iiWithoutFifos).toBeGreaterThan(512);
  });

  it('name every FIFO of the chain, and give the latency of one image', () => {
    const asked = request('cnn');
    const estimate = finn.estimate(asked);
    const chain = chainOf(asked, estimate);
    const streams = streamsOf(asked, estimate);
    expect(streams.fifos.map(({ name }) => name)).toEqual(
      chain.nodes.filter(({ kind }) => kind === 'fifo').map(({ name }) => name),
    );
    expect(streams.slowest).toBe(chain.ii);
    expect(streams.latencyCycles).toBeGreaterThanOrEqual(streams.slowest);
    expect(streams.latencyCycles).toBeLessThan(chain.latencyCycles);
  });

  it('say how much deeper FIFOs must be where those of the chain do not hide all stalls', () => {
    const asked = request('cnn');
    const lanes = [
      [12, 9],
      [6, 108],
      [1, 18],
    ];
    const folding = stagesOf(asked.topology).map(({ fanIn, units }, i) => ({
      mw: fanIn,
      mh: units,
      pe: lanes[i][0],
      simd: lanes[i][1],
    }));
    const estimate = finn.estimate({ ...asked, folding });
    const { ii, slowest, fifos, settled } = streamsOf(asked, estimate);
    expect(settled).toBe(true);
    expect(ii).toBeGreaterThan(slowest);
    expect(fifos.some(({ depth, enough }) => enough !== null && enough > depth)).toBe(true);
    const line = chainLine(asked, estimate);
    const deepened = line.depths.map((depth, i) => {
      const fifo = fifos.find(({ name }) => name === line.fifos[i]);
      return fifo ? (fifo.enough ?? Number.NaN) : depth;
    });
    expect(atPace({ ...line, depths: deepened }, slowest).sustained).toBe(true);
  });
});
