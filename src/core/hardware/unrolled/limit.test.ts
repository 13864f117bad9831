import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import { JET_TAGGER } from './anchors';
import { unrolledLayers } from './layer';
import { checkUnrollable, reuseStops } from './limit';
import type { UnrolledOptions } from './options';
import { nearestReuse } from './reuse-factor';

const layersOf = (network: string) => unrolledLayers(topologyOf(network));
const latency = (reuseFactor = 1): UnrolledOptions => ({ reuseFactor, strategy: 'latency' });
const resource = (reuseFactor: number): UnrolledOptions => ({ reuseFactor, strategy: 'resource' });

describe('the limit of 4096 products that HLS unrolls', () => {
  it('is of all weights of a layer under the latency strategy, whatever the reuse factor', () => {
    const edge = (units: number) => [{ name: 'fc', fanIn: 64, units }];
    for (const factor of [1, 64]) {
      expect(() => checkUnrollable(edge(64), latency(factor))).not.toThrow();
      expect(() => checkUnrollable(edge(65), latency(factor))).toThrow(
        expect.objectContaining({ name: 'TooManyWeights', where: 'fc' }),
      );
    }
  });

  it('is of one round under the resource strategy', () => {
    // 784 x 64 = 50176 weights: 50176 / 8 = 6272, / 14 = 3584.
    expect(() => checkUnrollable(layersOf('tfc'), resource(8))).toThrow(
      expect.objectContaining({
        name: 'TooManyWeights',
        where: 'mvau0',
        message: expect.stringMatching(/6272 at once with reuse factor 8.*at least 14/),
      }),
    );
    expect(() => checkUnrollable(layersOf('tfc'), resource(14))).not.toThrow();
  });

  it('says what to do: the strategy and the reuse factor that build it, or a network that fits', () => {
    expect(() => checkUnrollable(layersOf('tfc'), latency())).toThrow(
      /mvau0: 784 x 64 = 50176 weights.*at most 4096.*resource strategy with a reuse factor of at least 14.*784-5-10.*folded style/,
    );
    expect(() => checkUnrollable(layersOf('784-5-10'), latency())).not.toThrow();
  });

  it.each(['tfc', 'sfc', 'lfc', '784-5-10', '784-1000-7-10'])(
    'names a reuse factor that builds %s',
    (network) => {
      const layers = layersOf(network);
      const [least] = reuseStops(layers, 'resource');
      expect(() => checkUnrollable(layers, resource(least))).not.toThrow();
      if (least === 1) return;
      expect(() => checkUnrollable(layers, resource(1))).toThrow(`at least ${least},`);
    },
  );
});

describe('the stops of the slider', () => {
  it('are powers of two under the latency strategy, none where it cannot build the network', () => {
    expect(reuseStops(layersOf('784-5-10'), 'latency')).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048,
    ]);
    expect(reuseStops(layersOf('tfc'), 'latency')).toEqual([]);
  });

  it('are what is legal for some layer under the resource strategy, and builds all', () => {
    expect(reuseStops(JET_TAGGER, 'resource')).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 160, 256, 512, 1024, 2048,
    ]);
    const tfc = reuseStops(layersOf('tfc'), 'resource');
    expect(tfc.slice(0, 4)).toEqual([14, 16, 28, 32]);
    expect(tfc.at(-1)).toBe(784 * 64);
    for (const stop of tfc) expect(() => checkUnrollable(layersOf('tfc'), resource(stop))).not.toThrow();
    // 28 is legal for the first layer only: 28 x 28 inputs; the others take the nearest divisor of 64.
    expect(layersOf('tfc').map((layer) => nearestReuse(layer, 28))).toEqual([28, 32, 32, 32]);
  });
});

it('convolutions are refused by name', () => {
  expect(() => unrolledLayers(topologyOf('cnn'))).toThrow(expect.objectContaining({ name: 'DenseOnly' }));
  expect(layersOf('784-4-10')).toEqual([
    { name: 'mvau0', fanIn: 784, units: 4 },
    { name: 'mvau1', fanIn: 4, units: 10 },
  ]);
});
