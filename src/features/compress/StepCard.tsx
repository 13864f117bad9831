import styles from './compress.module.css';
import type { StepView } from './view-model';

export interface StepCardProps {
  step: StepView;
  /** Its network is the branch's result. */
  chosen: boolean;
  selected: boolean;
  onSelect(): void;
}

/** A step in its lane: what it does and how far it is; pressed, it is selected. */
export function StepCard({ step, chosen, selected, onSelect }: StepCardProps) {
  const { index, title, brief, words, status, share, shared, result } = step;
  const note = shared ? `the same as in ${shared}, run once` : (result?.leftOut ?? '');
  return (
    <li>
      <button
        type="button"
        className={styles.card}
        data-status={status}
        data-chosen={chosen}
        data-shared={shared !== null}
        aria-pressed={selected}
        title={note || undefined}
        onClick={onSelect}
      >
        <span className={styles.cardTitle}>
          <span className="visually-hidden">Step {index + 1}, </span>
          {title}
          {chosen && <span className="visually-hidden">, the result</span>}
        </span>
        <span className={styles.brief}>{brief}</span>
        <span className={styles.words}>
          {words}
          {shared && <span className={styles.shared}> · shared</span>}
        </span>
        {status === 'running' && <i className={styles.done} style={{ width: `${100 * share}%` }} />}
      </button>
    </li>
  );
}
