import type { Topology } from '../../network/topology';
import type { Device } from '../device';
import { type Folding, RESOURCE_NAMES } from '../estimate';
import { divisorsOf } from '../folding';
import type { Cost, FoldedStage } from './folding-model';
import type { StageFoldings } from './folding-space';
import { type CostTable, costTable, type Level, type PricedNetwork, priceStage, scarceOf } from './priced';

/** An MLP of any widths on a vector. */
export const tinyMlp = (inputs: number, units: readonly number[]): Topology => ({
  name: 'tiny',
  input: { height: 1, width: inputs, channels: 1 },
  layers: units.map((u) => ({ kind: 'dense', units: u })),
  activation: 'hardtanh',
});

/** A 2x2 convolution, a max-pool if there are pixels for one and it is asked for, and a dense layer on a square image. */
export const tinyCnn = (side: number, filters: number, classes: number, pooled = false): Topology => ({
  name: 'tiny',
  input: { height: side, width: side, channels: 1 },
  layers: [
    { kind: 'conv', filters, kernel: 2 },
    ...(pooled && side > 2 ? [{ kind: 'maxpool' as const, size: 2 }] : []),
    { kind: 'dense', units: classes },
  ],
  activation: 'relu',
});

/** A made-up device of the given size. */
export const deviceOfSize = (lut: number, ff: number, bram18: number): Device => ({
  id: 'tiny',
  part: 'xc7z020clg400-1',
  family: '',
  boards: [],
  lut,
  ff,
  bram18,
  uram: 0,
  dsp: 100,
  source: '',
});

/** Every legal folding of the stages. */
export const allFoldings = (stages: readonly FoldedStage[]): Folding[][] =>
  stages.reduce<Folding[][]>(
    (heads, { mw, mh }) =>
      heads.flatMap((head) =>
        divisorsOf(mh).flatMap((pe) => divisorsOf(mw).map((simd) => [...head, { pe, simd, mw, mh }])),
      ),
    [[]],
  );

/** A made-up stage: the cost of its foldings, PE by PE and SIMD by SIMD, and of what stands before it in the same way. */
export interface MadeUpStage {
  pes: number;
  simds: number;
  costs: readonly Cost[];
  joint: readonly Cost[] | null;
}

/** A priced network of made-up stages, all of whose foldings compete. */
export function pricedNetwork(
  made: readonly MadeUpStage[],
  limits: Cost,
  weights: readonly number[],
  base: Cost,
): { network: PricedNetwork; level: Level; stages: StageFoldings[] } {
  const stages = made.map(({ pes, simds }): StageFoldings => {
    const places = Array.from({ length: pes * simds }, (_, k) => k);
    return {
      name: '',
      foldings: places.map((k) => ({ pe: k, simd: k, mw: 1, mh: 1 })),
      cycles: places.map((k) => k + 1),
      pes: [...places.keys()].slice(0, pes),
      simds: [...places.keys()].slice(0, simds),
      peAt: Uint16Array.from(places, (k) => Math.floor(k / simds)),
      simdAt: Uint16Array.from(places, (k) => k % simds),
    };
  });
  const priced = stages.map((stage, i) => priceStage(stage, ({ pe }) => made[i].costs[pe], weights));
  const joints = made.map(({ joint, simds }, i): CostTable | null =>
    joint ? costTable((i > 0 ? made[i - 1].pes : 1) * simds, weights, (row) => joint[row]) : null,
  );
  const around = weights.map((_, r) =>
    joints.reduce((sum, table) => sum + (table ? Math.max(...table[r]) : 0), 0),
  );
  return {
    stages,
    network: {
      stages: priced,
      resources: RESOURCE_NAMES.slice(0, weights.length),
      base,
      limits,
      scarce: scarceOf(priced, base, limits, around),
    },
    level: { from: made.map(() => 0), counts: priced.map(({ foldings }) => foldings.length), joints },
  };
}
