import { useActiveData } from '../../state/data-sets';
import type { GridCell } from '../../state/grid';
import { plural } from '../../state/messages';
import { Explain } from '../explain/View';
import styles from './cell.module.css';
import { accuracyMargin } from './view-model';

/** The integer network's test accuracy in large figures, with how it was measured; or where training stands. */
export function Accuracy({ cell }: { cell: GridCell }) {
  const images = useActiveData().testImages;
  const { accuracy, result } = cell;
  if (accuracy === null)
    return <p className={styles.dim}>{WORDS[result?.status ?? 'none'](result?.message)}</p>;
  const margin = accuracyMargin(accuracy, images);
  const epochs = result?.history.length ?? 0;
  return (
    <div className={styles.accuracy}>
      <div className={styles.big}>
        <Explain
          value={accuracy}
          format={(value) => `${(100 * value).toFixed(2)}`}
          label={`Accuracy after ${plural(epochs, 'epoch')}`}
          explanation={{
            value: accuracy,
            formula: 'images whose class is the label / images of the test set',
            substituted: `${Math.round(accuracy * images)} / ${images}`,
            source:
              'the integer network (weights and thresholds in integers) on the full test set, after the last epoch',
            error: `±${(100 * margin).toFixed(2)} points, 95 % interval of ${images} images; another seed moves it too`,
          }}
        />
        <small> %</small>
      </div>
      <p className={styles.dim}>
        ±{(100 * margin).toFixed(1)} · integer network
        {result?.status !== 'done' && ` · after epoch ${epochs}`}
      </p>
    </div>
  );
}

const WORDS: Record<string, (message?: string) => string> = {
  none: () => 'not trained',
  queued: () => 'waiting to be trained',
  training: () => 'first epoch is running',
  elsewhere: () => 'another tab is training it',
  failed: (message) => `training failed: ${message}`,
  done: () => 'not trained',
};
