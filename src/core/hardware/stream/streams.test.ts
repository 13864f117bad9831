import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import { stagesOf } from '../../network/topology';
import { chainOf } from '../chain';
import { finn } from '../finn';
import { bnnPynqFolding } from '../folding-bnn-pynq';
import { legalStops } from '../folding-stops';
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

  it('say where no FIFO makes a chain as fast as its slowest node', () => {
    const asked = { ...request('cnn'), targetFps: 100 };
    const streams = streamsOf(asked, finn.estimate(asked));
    expect(streams.ii).toBeGreaterThan(streams.slowest);
    expect(streams.fifos.map(({ enough }) => enough)).toContain(null);
  });
});
