import { lazy, Suspense } from 'react';
import { useDataStatus } from '../../state/data-sets';
import { plural } from '../../state/messages';
import { cancelRun, pauseRun, resumeRun } from '../../state/run';
import { useStore } from '../../state/store';
import { Offers } from './Offers';
import styles from './transport.module.css';
import { runView } from './view-model';

const CompressOffers = lazy(() => import('../compress/CompressOffers'));

/** Train, preview, run a pipeline, pause, resume, cancel; how far it is and how long it takes. */
export function Transport() {
  const running = useStore((s) => s.sweep.state !== 'idle');
  return (
    <section className={styles.bar} aria-label="Training run">
      {running ? <Running /> : <Offered />}
    </section>
  );
}

/** What can be started in the view that is open. */
function Offered() {
  const compress = useStore((s) => s.design.view === 'compress');
  if (!compress) return <Offers />;
  return (
    <Suspense fallback={<span className={styles.dim}>Loading…</span>}>
      <CompressOffers />
    </Suspense>
  );
}

/** The run that goes on. */
function Running() {
  const sweep = useStore((s) => s.sweep);
  const label = useStore((s) => s.engineLabel);
  const loading = useDataStatus().state === 'loading';
  const { bar, words, activity, left, engine } = runView(sweep, label, loading);
  return (
    <>
      {sweep.state === 'running' && (
        <button type="button" onClick={pauseRun}>
          Pause
        </button>
      )}
      {sweep.state === 'paused' && (
        <button type="button" data-kind="primary" onClick={resumeRun}>
          Resume
        </button>
      )}
      <button type="button" disabled={sweep.state === 'stopping'} onClick={() => void cancelRun()}>
        {sweep.state === 'stopping' ? 'Stopping…' : 'Cancel'}
      </button>
      <progress className={styles.progress} value={bar.value} max={bar.max} aria-label={bar.label} />
      <span>{words}</span>
      <span>{activity}</span>
      <span>{left}</span>
      <span className={styles.dim}>
        {plural(sweep.workers, 'worker')}
        {engine && ` · ${engine}`}
        {sweep.state === 'running' && ' · goes on in a hidden tab'}
      </span>
    </>
  );
}
