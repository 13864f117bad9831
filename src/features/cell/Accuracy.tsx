import { accuracyMargin } from '../../core/space/interval';
import type { GridCell } from '../../state/grid';
import { plural } from '../../state/messages';
import { useStore } from '../../state/store';
import { percentDigits } from '../chart/numbers';
import { Explain } from '../explain/View';
import { trainingFacts } from '../grid/cells';
import { accuracyExplanation, accuracyNotes } from './accuracy-words';
import styles from './cell.module.css';
import { trainingWords } from './view-model';

/**
 * The integer network's test accuracy in large figures, with its 95 % interval and whose it is, or that it is estimated; of a run that is not
 * finished after its last epoch, in italics, with where the training stands.
 */
export function Accuracy({ cell }: { cell: GridCell }) {
  const epochs = useStore((s) => s.design.epochs);
  const { shown } = cell;
  const words = trainingWords(trainingFacts(cell, epochs));
  if (shown === null) return <p className={styles.dim}>{words}</p>;
  const estimated = shown.layer?.basis != null;
  const margin = (100 * accuracyMargin(shown.value, shown.data.testImages)).toFixed(1);
  const [kind, ...notes] = accuracyNotes(cell);
  return (
    <div className={styles.accuracy}>
      <div className={styles.big} data-unfinished={!shown.final} data-source={shown.source}>
        <Explain
          value={shown.value}
          format={(value) => percentDigits(value, estimated ? 1 : 2)}
          label={`Accuracy ${estimated ? 'expected ' : ''}after ${plural(shown.epochs, 'epoch')}`}
          explanation={accuracyExplanation(cell, shown)}
        />
        <small> %</small>
      </div>
      <p className={styles.dim}>
        {!estimated && `±${margin} · `}
        {kind}
      </p>
      {notes.map((note) => (
        <p key={note} className={styles.dim}>
          {note}
        </p>
      ))}
      {words && cell.result && <p className={styles.dim}>{words}</p>}
    </div>
  );
}
