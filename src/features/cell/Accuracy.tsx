import { useActiveData } from '../../state/data-sets';
import type { GridCell } from '../../state/grid';
import { plural } from '../../state/messages';
import { useStore } from '../../state/store';
import { Explain } from '../explain/View';
import { trainingFacts } from '../grid/cells';
import styles from './cell.module.css';
import { accuracyMargin, trainingWords } from './view-model';

/**
 * The integer network's test accuracy in large figures, with how it was measured; of a run that is not finished
 * after its last epoch, in italics, with where the training stands.
 */
export function Accuracy({ cell }: { cell: GridCell }) {
  const images = useActiveData().testImages;
  const epochs = useStore((s) => s.design.epochs);
  const { accuracy, latest } = cell;
  const words = trainingWords(trainingFacts(cell, epochs));
  if (latest === null) return <p className={styles.dim}>{words}</p>;
  const margin = accuracyMargin(latest, images);
  const done = cell.result?.history.length ?? 0;
  return (
    <div className={styles.accuracy}>
      <div className={styles.big} data-unfinished={accuracy === null}>
        <Explain
          value={latest}
          format={(value) => `${(100 * value).toFixed(2)}`}
          label={`Accuracy after ${plural(done, 'epoch')}`}
          explanation={{
            value: latest,
            formula: 'images whose class is the label / images of the test set',
            substituted: `${Math.round(latest * images)} / ${images}`,
            source: `the integer network (weights and thresholds in integers) on the full test set, after the last epoch${trainedBy(cell)}`,
            error: `±${(100 * margin).toFixed(2)} points, 95 % interval of ${images} images; another seed moves it too`,
          }}
        />
        <small> %</small>
      </div>
      <p className={styles.dim}>±{(100 * margin).toFixed(1)} · integer network</p>
      {words && <p className={styles.dim}>{words}</p>}
    </div>
  );
}

/** What trained a finished cell: the engine, and the version of Bitscape. */
const trainedBy = ({ result }: GridCell): string =>
  result?.cell ? `; trained by ${result.cell.engine}, Bitscape ${result.cell.revision}` : '';
