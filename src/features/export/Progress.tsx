import type { ExportProgress } from '../../../workers/protocol';
import styles from './progress.module.css';
import { progressWords } from './progress-words';
import { STOP_AFTER, useAfter } from './use-after';

export interface ProgressProps {
  /** "Writing the code of W3 A3". */
  what: string;
  /** null before the worker has begun. */
  progress: ExportProgress | null;
  /** What it waits for until then: "Drawing digits: 2,000 of 27,000". */
  waitsFor?: string;
  onStop(): void;
}

/** How far an export is; if it takes over a second, with a button to stop it. */
export function Progress({ what, progress, waitsFor, onStop }: ProgressProps) {
  const late = useAfter(true, STOP_AFTER);
  const share = progress && 'all' in progress && progress.all ? progress.done / progress.all : undefined;
  return (
    <div className={styles.progress}>
      <p role="status">{what}…</p>
      {late && <progress value={share} aria-label={what} />}
      {late && <span>{progress ? progressWords(progress) : waitsFor}</span>}
      {late && (
        <button type="button" onClick={onStop}>
          Stop
        </button>
      )}
    </div>
  );
}
