import type { Explanation } from '../../core/hardware/explanation';
import { explainAccuracy } from '../../core/space/accuracy-explain';
import type { TrainedCell } from '../../engine/checkpoint';
import type { CellAccuracy } from '../../state/accuracy';
import type { GridCell } from '../../state/grid';
import { plural } from '../../state/messages';
import { percent, percentDigits } from '../chart/numbers';
import { SOURCE_WORDS } from '../heatmap/cell';
import { previewExplanation, previewNotes } from './preview-words';

/**
 * Lines under an accuracy: "integer network", or what it is of if not of own training: "reference, mean of 3 seeds,
 * 96.6 to 97.0" and "10 epochs on MNIST".
 */
export function accuracyNotes({ shown, compared }: Pick<GridCell, 'shown' | 'compared'>): string[] {
  if (!shown) return [];
  if (shown.source === 'trained') return ['integer network'];
  if (shown.layer?.basis) return previewNotes(shown, shown.layer.basis);
  const { source, seeds, data, epochs } = shown;
  const spread = seeds.length > 1 ? `, mean of ${seeds.length} seeds, ${rangeWords(shown)}` : '';
  const apart = compared ? '' : ', not compared with yours';
  return [`${SOURCE_WORDS[source]}${spread}`, `${plural(epochs, 'epoch')} on ${data.name}${apart}`];
}

/** "96.6 to 97.0": the lowest and the highest of the seeds, percent. */
function rangeWords({ seeds }: CellAccuracy): string {
  const accuracies = seeds.map(({ accuracy }) => accuracy);
  return `${percentDigits(Math.min(...accuracies))} to ${percentDigits(Math.max(...accuracies))}`;
}

/** How an accuracy was measured or estimated, and how far it can be trusted. */
export const accuracyExplanation = (cell: GridCell, shown: CellAccuracy): Explanation =>
  shown.layer?.basis
    ? previewExplanation(cell, shown, shown.layer.basis)
    : measuredExplanation(shown, cell.result?.cell);

/** `cell` is the finished run if it was trained here. */
function measuredExplanation(shown: CellAccuracy, cell: TrainedCell | undefined): Explanation {
  const { value, seeds, data, layer } = shown;
  const made = layer ? `. It is from ${layer.origin}` : trainedBy(cell);
  const source = `the integer network (weights and thresholds in integers) on the full test set of ${data.name}, after the last epoch${made}`;
  const one = explainAccuracy(value, { set: 'test set', images: data.testImages }, source);
  if (seeds.length < 2) return one;
  return {
    ...one,
    formula: `mean over ${seeds.length} seeds of ${one.formula}`,
    substituted: seedWords(shown),
    error: one.error + seedError(shown),
  };
}

/** "(96.61 + 97.02) / 2 = 96.82 %, seeds 1, 2". */
function seedWords({ seeds, value }: CellAccuracy): string {
  const sum = seeds.map(({ accuracy }) => percentDigits(accuracy, 2)).join(' + ');
  const names = seeds.map(({ seed }) => seed).join(', ');
  return `(${sum}) / ${seeds.length} = ${percent(value, 2)}, seeds ${names}`;
}

const seedError = ({ sd }: CellAccuracy): string =>
  sd === null ? '' : `: standard deviation ${percentDigits(sd, 2)} points over the seeds`;

/** What trained a finished cell: the engine, and the version of Bitscape. */
const trainedBy = (cell: TrainedCell | undefined): string =>
  cell ? `; trained by ${cell.engine}, Bitscape ${cell.revision}` : '';
