import { describe, expect, it } from 'vitest';
import { poolCycles } from '../../hardware/around';
import { partsOf } from '../../hardware/chain';
import { swgCycles } from '../../hardware/swg';
import { PRESETS } from '../../network/presets';
import type { Topology } from '../../network/topology';
import { type LayerPlan, planOf } from '../plan';
import { type FoldingNumbers, testRequest } from '../testing';

const request = (foldings: FoldingNumbers[], topology: Topology = PRESETS.cnn, bits = 4) =>
  testRequest({ topology, bits: [bits, bits, 8], foldings, vectors: 1 });

/** Foldings of the cnn preset, from slow to fast. */
const FOLDINGS: FoldingNumbers[][] = [
  [
    [1, 1],
    [1, 1],
    [1, 1],
  ],
  [
    [2, 3],
    [4, 12],
    [1, 8],
  ],
  [
    [12, 9],
    [12, 54],
    [2, 8],
  ],
  [
    [12, 9],
    [12, 108],
    [5, 16],
  ],
];

const windowOf = ({ window }: LayerPlan) => window!;

describe('the plan of a convolution', () => {
  it.each(FOLDINGS)('has the windows and pools of the estimated chain: %j %j %j', (...foldings) => {
    const asked = request(foldings);
    const { layers } = planOf(asked);
    const stages = layers.map(({ integer }) => integer.stage);
    const parts = stages.map((_, i) => partsOf(stages, i, asked.network.precision, asked.estimate));
    layers.forEach((layer, i) => {
      const swg = parts[i].find((p) => p.kind === 'swg' && !p.at.depthwise);
      expect(layer.window === null).toBe(swg === undefined);
      if (swg?.kind !== 'swg') return;
      const { simd, whole, cycles } = windowOf(layer);
      expect([simd, whole]).toEqual([swg.at.simd, swg.at.style === 'parallel']);
      // FINN adds two cycles of latency to its parallel style.
      expect(cycles).toBe(swgCycles(swg.at) - (whole ? 2 : 0));
    });
    const pool = parts[2].find((p) => p.kind === 'pool');
    if (pool?.kind !== 'pool') throw new Error('no pool');
    expect(layers[1].pool).toMatchObject({ pe: pool.at.pe, size: 2, cycles: poolCycles(pool.at) });
    expect(layers.map(({ pool: p }) => p !== null)).toEqual([false, true, false]);
  });

  it('takes word after word where a folding leaves the time, else whole windows', () => {
    const styles = FOLDINGS.map((foldings) =>
      planOf(request(foldings))
        .layers.slice(0, 2)
        .map((layer) => [windowOf(layer).whole, windowOf(layer).simd]),
    );
    // The second at 15552 cycles per image: (2 x 26 + 3 + 24 x 24 x 9) 12 / SIMD are 10478 with SIMD 6, 15717 with 4.
    expect(styles).toEqual([
      [
        [false, 1],
        [false, 1],
      ],
      [
        [false, 1],
        [false, 6],
      ],
      [
        [true, 1],
        [true, 12],
      ],
      [
        [true, 1],
        [true, 12],
      ],
    ]);
  });

  it('counts cycles per vector and vectors per image', () => {
    const [first, second, last] = planOf(request(FOLDINGS[1])).layers;
    expect([first.kind, first.folds, first.vectors]).toEqual(['conv', 6 * 3, 26 * 26]);
    expect([second.kind, second.folds, second.vectors]).toEqual(['conv', 3 * 9, 24 * 24]);
    expect([last.kind, last.folds, last.vectors]).toEqual(['dense', 10 * 216, 1]);
  });

  it('leaves word by word a window that is wider than any word', () => {
    const topology: Topology = {
      ...PRESETS.cnn,
      input: { height: 6, width: 6, channels: 1 },
      layers: [
        { kind: 'conv', filters: 64, kernel: 1 },
        { kind: 'conv', filters: 2, kernel: 3 },
        { kind: 'dense', units: 2 },
      ],
    };
    const foldings: FoldingNumbers[] = [
      [64, 1],
      [2, 288],
      [2, 32],
    ];
    const [, wide] = planOf(request(foldings, topology, 8)).layers;
    expect(windowOf(wide)).toMatchObject({ whole: false, simd: 64, folds: 1, cycles: 15 + 16 * 9 });
    const [, narrower] = planOf(request(foldings, topology, 7)).layers;
    expect(windowOf(narrower)).toMatchObject({ whole: true, cycles: 36 });
  });

  it('spares a memory: rows of whole windows and pools take at least four cycles', () => {
    const topology: Topology = {
      ...PRESETS.cnn,
      input: { height: 5, width: 4, channels: 1 },
      layers: [
        { kind: 'conv', filters: 2, kernel: 2 },
        { kind: 'maxpool', size: 2 },
        { kind: 'dense', units: 2 },
      ],
    };
    const foldings: FoldingNumbers[] = [
      [2, 4],
      [2, 4],
    ];
    const [{ pool, window }] = planOf(request(foldings, topology)).layers;
    expect([window?.cycles, pool?.rowCycles, pool?.cycles]).toEqual([5 * 4, 4, 4 * 4]);
  });
});
