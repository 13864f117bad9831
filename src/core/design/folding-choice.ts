import { messageOf } from '../errors';
import type { Device } from '../hardware/device';
import type { Folding } from '../hardware/estimate';
import { type Estimator, refuseFolding } from '../hardware/estimator';
import { estimatorFor } from '../hardware/estimators';
import { checkFolding } from '../hardware/folding';
import { topologyOf } from '../network/presets';
import { stagesOf, type Topology } from '../network/topology';
import type { Codec } from './codecs';
import type { Design } from './design';
import { designDevice } from './own-device';
import { designUnrolled } from './unrolled-choice';

/** PE and SIMD of one layer. */
export type Parallelism = readonly [pe: number, simd: number];

/**
 * How the layers are folded. `rule`: the estimator's own way, for `finn` its rule for the wanted images per second.
 * `fit`: every cell at its fastest folding that fits the device. A list: by hand, the same for every cell.
 */
export type FoldingChoice = 'rule' | 'fit' | readonly Parallelism[];

const TEXT = /^\d+x\d+(,\d+x\d+)*$/;

const isParallelism = (value: unknown): value is Parallelism =>
  Array.isArray(value) && value.length === 2 && value.every((n) => Number.isInteger(n) && n >= 1 && n <= 1e6);

const isChoice = (value: unknown): value is FoldingChoice =>
  value === 'rule' ||
  value === 'fit' ||
  (Array.isArray(value) && value.length > 0 && value.every(isParallelism));

/** Text of a folding choice: "rule", "fit", or PExSIMD of every layer, "16x49,8x8,8x8,10x8". */
export const foldingChoice: Codec<FoldingChoice> = {
  legal: 'rule, fit, or PExSIMD of every layer such as 16x49,8x8,8x8,10x8',
  is: isChoice,
  parse(text) {
    if (text === 'rule' || text === 'fit') return text;
    if (!TEXT.test(text)) return undefined;
    const list = text.split(',').map((part): Parallelism => {
      const [pe, simd] = part.split('x').map(Number);
      return [pe, simd];
    });
    return isChoice(list) ? list : undefined;
  },
  format: (choice) =>
    typeof choice === 'string' ? choice : choice.map(([pe, simd]) => `${pe}x${simd}`).join(','),
};

/** What a choice by hand needs to become foldings. */
export interface ByHand {
  estimator: Estimator;
  topology: Topology;
  device: Device;
  targetFps: number;
  clockMhz: number;
}

/**
 * Foldings of a choice by hand over the estimator's (possibly padded) matrices.
 * @throws BitscapeError "FoldingCount" or "IllegalFolding" with the legal values, "NoFolding" where a reuse factor takes
 * their place.
 */
export function foldingsByHand(list: readonly Parallelism[], request: ByHand): Folding[] {
  const { estimator, topology, targetFps, clockMhz, device } = request;
  if (estimator.reuse) refuseFolding(estimator.id);
  const precision = { weightBits: 1, activationBits: 1, inputBits: 1 };
  const own = estimator.defaultFolding({ topology, precision, targetFps, clockMhz, part: device.part });
  const foldings = list.map(([pe, simd], i): Folding => ({ ...(own[i] ?? { mw: 1, mh: 1 }), pe, simd }));
  checkFolding(stagesOf(topology), foldings);
  return foldings;
}

/** The choice that stands for given foldings. */
export const choiceOf = (foldings: readonly Folding[]): readonly Parallelism[] =>
  foldings.map(({ pe, simd }): Parallelism => [pe, simd]);

/** Why a design's folding by hand is illegal for a topology under its estimator; null if it is legal. */
export function foldingProblem(design: Design, topology: Topology): string | null {
  const { folding, targetFps, clockMhz } = design;
  if (typeof folding === 'string') return null;
  const unrolled = designUnrolled(design, topology);
  const { estimator } = estimatorFor(design.estimator, topology, { unrolled });
  try {
    foldingsByHand(folding, { estimator, topology, targetFps, clockMhz, device: designDevice(design) });
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/** The design, back at the rule where its folding by hand is illegal: it was made for another network or estimator. */
export const withLegalFolding = (design: Design, topology = topologyOf(design.network)): Design =>
  foldingProblem(design, topology) === null ? design : { ...design, folding: 'rule' };
