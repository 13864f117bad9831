import { cellKey, cellsOf } from '../../core/precision';
import { useDataStatus } from '../../state/data-sets';
import { plural } from '../../state/messages';
import { useStore } from '../../state/store';
import { cancelTraining, pauseTraining, resumeTraining, startTraining } from '../../state/training';
import styles from './transport.module.css';
import { speed, timeLeft } from './view-model';

/** Train, pause, resume, cancel; how far it is and how long it takes. */
export function Transport() {
  const sweep = useStore((s) => s.sweep);
  const engine = useStore((s) => s.engineLabel);
  const missing = useMissingCells();
  const halfDone = useStore((s) => Object.values(s.results).filter((r) => r.status === 'partial').length);
  const loading = useDataStatus().state === 'loading';
  const waiting = loading ? 'getting the data…' : 'starting…';
  const running = sweep.state !== 'idle';
  return (
    <section className={styles.bar} aria-label="Training run">
      {!running && (
        <button
          type="button"
          data-kind="primary"
          disabled={missing === 0}
          onClick={() => void startTraining()}
        >
          {missing === 0 ? 'All trained' : `Train ${plural(missing, 'cell')}`}
        </button>
      )}
      {sweep.state === 'running' && (
        <button type="button" onClick={pauseTraining}>
          Pause
        </button>
      )}
      {sweep.state === 'paused' && (
        <button type="button" data-kind="primary" onClick={resumeTraining}>
          Resume
        </button>
      )}
      {running && (
        <button type="button" disabled={sweep.state === 'stopping'} onClick={() => void cancelTraining()}>
          {sweep.state === 'stopping' ? 'Stopping…' : 'Cancel'}
        </button>
      )}
      {running && (
        <>
          <progress
            className={styles.progress}
            value={sweep.cellsDone}
            max={Math.max(sweep.cells, 1)}
            aria-label="Cells trained"
          />
          <span>
            {Math.floor(sweep.cellsDone)} of {sweep.cells} cells
          </span>
          <span>{sweep.state === 'paused' ? 'paused' : speed(sweep.imagesPerSecond) || waiting}</span>
          <span>{sweep.state === 'running' && timeLeft(sweep.secondsLeft)}</span>
          <span className={styles.dim}>
            {plural(sweep.workers, 'worker')}
            {engine && ` · ${engine}`}
            {sweep.state === 'running' && ' · goes on in a hidden tab'}
          </span>
        </>
      )}
      {!running && missing > 0 && (
        <span className={styles.dim}>
          {halfDone > 0
            ? `${plural(halfDone, 'cell')} half trained: Train goes on after the last finished epoch.`
            : 'Each cell is quantization-aware training from scratch, in workers of this browser.'}
        </span>
      )}
    </section>
  );
}

/** How many cells of the chosen sub-grid have no finished network. */
function useMissingCells(): number {
  const weights = useStore((s) => s.design.weights);
  const activations = useStore((s) => s.design.activations);
  const results = useStore((s) => s.results);
  return cellsOf(weights, activations).filter((cell) => results[cellKey(cell)]?.status !== 'done').length;
}
