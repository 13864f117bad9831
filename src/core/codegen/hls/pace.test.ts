import { describe, expect, it } from 'vitest';
import { converterFirings, type Firings, gatherFirings, mvauFirings } from '../../hardware/stream/firings';
import { intervalOf } from '../../hardware/stream/interval';
import { streamsOf } from '../../hardware/stream/streams';
import { PRESETS } from '../../network/presets';
import { type LayerPlan, type Plan, planOf } from '../plan';
import type { PoolPlan } from '../plan/pool';
import type { WindowPlan } from '../plan/window';
import { type FoldingNumbers, testRequest } from '../testing';
import { processesOf } from './processes';

/** What a unit does in each of its cycles, as its C++ says. */
const firingsOf = (
  cycles: number,
  reads: (t: number) => boolean,
  writes: (t: number) => boolean,
): Firings => ({
  idle: new Int32Array(cycles),
  reads: Uint8Array.from({ length: cycles }, (_, t) => Number(reads(t))),
  writes: Uint8Array.from({ length: cycles }, (_, t) => Number(writes(t))),
});

function windowFirings({ map, kernel, folds, whole, fill, cycles }: WindowPlan): Firings {
  const row = (t: number) => Math.floor(t / map.width);
  const inside = (t: number) => row(t) >= kernel - 1 && t % map.width >= kernel - 1;
  if (whole) return firingsOf(cycles, () => true, inside);
  const window = kernel ** 2 * folds;
  const words = map.height * map.width * folds;
  let read = 0;
  const reads = (t: number): boolean => {
    const first = Math.floor((t - fill) / window) % (map.width - kernel + 1) === 0;
    const takes = t < fill || (t - fill) % window < (first ? kernel * folds : folds);
    return takes && read++ < words;
  };
  return firingsOf(cycles, reads, (t) => t >= fill);
}

function poolFirings({ map, size, folds, cycles }: PoolPlan): Firings {
  const ends = (side: number) => side % size === size - 1;
  const writes = (t: number) =>
    ends(Math.floor(t / folds) % map.width) && ends(Math.floor(t / folds / map.width));
  return firingsOf(cycles, () => true, writes);
}

/** The export as a line of units and FIFOs. */
function lineOf(plan: Plan) {
  const processes = processesOf(plan);
  const layerOf = (name: string): LayerPlan => plan.layers.find((layer) => name.endsWith(layer.name))!;
  const nodes = processes.map(({ name, call, output }, i) => {
    const [given, wanted] = [processes[i - 1]?.output?.words ?? 1, output?.words ?? 1];
    const byCall: [RegExp, () => Firings][] = [
      [/^mvau/, () => mvauFirings(layerOf(name).folding, layerOf(name).vectors)],
      [/^(sliding_window|whole_windows)/, () => windowFirings(layerOf(name).window!)],
      [/^max_pool/, () => poolFirings(layerOf(name).pool!)],
      [/^(label_select|write_class)/, () => gatherFirings(given, 1)],
      [/^(read_image|widen|narrow)/, () => converterFirings(given, wanted)],
    ];
    return { name, firings: byCall.find(([kind]) => kind.test(call))![1]() };
  });
  return { nodes, depths: processes.slice(0, -1).map(({ output }) => output!.depth) };
}

describe('the pace of a network with maps', () => {
  // PE x SIMD of the cnn preset; the last one is bound by the windows of its first layer, 28 x 28 cycles.
  it.each<[string, FoldingNumbers[]]>([
    [
      '4x3 4x12 2x8',
      [
        [4, 3],
        [4, 12],
        [2, 8],
      ],
    ],
    [
      '3x3 12x6 1x3',
      [
        [3, 3],
        [12, 6],
        [1, 3],
      ],
    ],
    [
      '12x9 12x54 5x16',
      [
        [12, 9],
        [12, 54],
        [5, 16],
      ],
    ],
    [
      '12x9 12x108 10x16',
      [
        [12, 9],
        [12, 108],
        [10, 16],
      ],
    ],
  ])('is no slower than that of the estimated chain: %s', (_, foldings) => {
    const plan = planOf(testRequest({ topology: PRESETS.cnn, bits: [4, 4, 8], foldings, vectors: 1 }));
    const { network, estimate } = plan.request;
    const { ii } = intervalOf(lineOf(plan));
    const chain = streamsOf(network, estimate);
    expect(ii).toBeLessThanOrEqual(chain.ii);
    expect(ii).toBeGreaterThanOrEqual(Math.max(...processesOf(plan).map(({ cycles }) => cycles)));
  });
});
