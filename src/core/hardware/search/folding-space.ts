import type { Topology } from '../../network/topology';
import type { Folding } from '../estimate';
import { divisorsOf } from '../folding';
import type { FoldedStage, FoldingModel } from './folding-model';

/** The sides of a layer's matrix. */
export type Matrix = Pick<Folding, 'mw' | 'mh'>;

/** All legal foldings of one stage, fewest cycles first. */
export interface StageFoldings {
  name: string;
  foldings: readonly Folding[];
  cycles: readonly number[];
  /** Every PE and SIMD, ascending, and the places of a folding's own in these lists. */
  pes: readonly number[];
  simds: readonly number[];
  peAt: Uint16Array;
  simdAt: Uint16Array;
}

/** The product space of a network's foldings. It does not depend on the precision. */
export interface FoldingSpace {
  stages: readonly StageFoldings[];
  /** Every II that some folding of the network has, ascending. */
  intervals: readonly number[];
  /** counts[k][i]: how many foldings of stage i, from its first, take at most intervals[k] cycles. */
  counts: readonly (readonly number[])[];
  /** Foldings of the whole network. */
  size: number;
}

function stageFoldings({ name, mw, mh, cycles }: FoldedStage): StageFoldings {
  const [pes, simds] = [divisorsOf(mh), divisorsOf(mw)];
  const all = pes.flatMap((pe) => simds.map((simd) => ({ pe, simd, mw, mh })));
  const foldings = all.sort((a, b) => cycles(a) - cycles(b) || a.pe - b.pe);
  const peAt = Uint16Array.from(foldings, ({ pe }) => pes.indexOf(pe));
  const simdAt = Uint16Array.from(foldings, ({ simd }) => simds.indexOf(simd));
  return { name, foldings, cycles: foldings.map(cycles), pes, simds, peAt, simdAt };
}

/** The product space of the stages. */
export function foldingSpace(folded: readonly FoldedStage[]): FoldingSpace {
  const stages = folded.map(stageFoldings);
  const fastest = Math.max(...stages.map((stage) => stage.cycles[0]));
  const distinct = new Set(stages.flatMap((stage) => stage.cycles).filter((cycles) => cycles >= fastest));
  const intervals = [...distinct].sort((a, b) => a - b);
  const upTo = stages.map(() => 0);
  const counts = intervals.map((interval) =>
    stages.map(({ cycles }, i) => {
      while (upTo[i] < cycles.length && cycles[upTo[i]] <= interval) upTo[i]++;
      return upTo[i];
    }),
  );
  const size = stages.reduce((product, stage) => product * stage.foldings.length, 1);
  return { stages, intervals, counts, size };
}

const known = new WeakMap<FoldingModel, WeakMap<Topology, FoldingSpace>>();

/** The product space of a topology under a model, made once for all cells of a grid. */
export function knownSpaceOf(model: FoldingModel, topology: Topology): FoldingSpace {
  const spaces = known.get(model) ?? new WeakMap<Topology, FoldingSpace>();
  known.set(model, spaces);
  const space = spaces.get(topology) ?? foldingSpace(model.stages(topology));
  spaces.set(topology, space);
  return space;
}
