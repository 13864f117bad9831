import { mean } from '../space/mean';
import type { AtlasCell, AtlasHistory } from './atlas';

/** Test accuracies of a cell's trainings after the last epoch, fractions 0..1. */
export interface AtlasSummary {
  mean: number;
  /** Sample standard deviation over the seeds; null with one seed. */
  sd: number | null;
  min: number;
  max: number;
  /** How many seeds. */
  seeds: number;
}

/** Mean and spread of a cell over its seeds. The spread is the seeds' alone: all are measured on the same images. */
export function summaryOf({ runs }: Pick<AtlasCell, 'runs'>): AtlasSummary {
  const accuracies = runs.map(finalTest);
  const centre = mean(accuracies);
  const squares = accuracies.reduce((sum, x) => sum + (x - centre) ** 2, 0);
  return {
    mean: centre,
    sd: runs.length > 1 ? Math.sqrt(squares / (runs.length - 1)) : null,
    min: Math.min(...accuracies),
    max: Math.max(...accuracies),
    seeds: runs.length,
  };
}

/** Accuracies after each epoch, the mean over the cell's seeds. */
export const historyOf = ({ runs }: Pick<AtlasCell, 'runs'>): { validation: number[]; test: number[] } => ({
  validation: meansOf(runs.map((run) => run.validation)),
  test: meansOf(runs.map((run) => run.test)),
});

const finalTest = ({ test }: AtlasHistory): number => test[test.length - 1];

const meansOf = (histories: readonly (readonly number[])[]): number[] =>
  histories[0].map((_, epoch) => mean(histories.map((history) => history[epoch])));
