import type { Cost } from './folding-model';
import { leastOf } from './least';
import type { Level, PricedNetwork } from './priced';

/** Whether no resource alone, taken at its least, rules a level out. */
export const mayFit = (network: PricedNetwork, level: Level): boolean =>
  network.scarce.every(({ column, bound }) => leastOf(network, level, column).total < bound);

/** The same with each stage taken for itself and nothing between them: quicker, and passed by more. */
export const mayFitAlone = ({ stages, base, scarce }: PricedNetwork, { counts }: Level): boolean =>
  scarce.every(({ column, bound, least }) => {
    let sum = base[column];
    for (let i = 0; i < stages.length; i++) sum += least[i][counts[i] - 1];
    return sum < bound;
  });

/** Sum of a choice: the stages in the order of the estimate, then what stands between them. */
export const sumOf = (network: PricedNetwork, level: Level, picks: readonly number[]): Cost =>
  network.base.map((_, r) => columnSum(network, level, picks, r));

/** Price of a choice. */
export const priceOf = (network: PricedNetwork, level: Level, picks: readonly number[]): number =>
  columnSum(network, level, picks, network.base.length);

function columnSum(
  { stages, base }: PricedNetwork,
  { joints }: Level,
  picks: readonly number[],
  column: number,
) {
  let sum = base[column] ?? 0;
  for (let i = 0; i < stages.length; i++) sum += stages[i].costs[column][picks[i]];
  for (let i = 0; i < stages.length; i++) {
    const { simds, simdAt } = stages[i];
    const pe = i > 0 ? stages[i - 1].peAt[picks[i - 1]] : 0;
    sum += joints[i]?.[column][pe * simds + simdAt[picks[i]]] ?? 0;
  }
  return sum;
}

/** Whether the rounded total is within the limits. */
export const isWithin = (total: Cost, limits: Cost): boolean =>
  total.every((value, r) => Math.round(value) <= limits[r]);
