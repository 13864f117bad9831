import { useEffect, useState } from 'react';
import { forgetAll, type Kept, readKept } from '../../state/kept';
import { plural } from '../../state/messages';
import { useStore } from '../../state/store';
import styles from './drawer.module.css';

/** How much this browser keeps, and a way to be rid of it, which asks once more. */
export function KeptCells() {
  const finished = useStore((s) => Object.values(s.results).filter(({ status }) => status === 'done').length);
  const busy = useStore((s) => s.sweep.state !== 'idle');
  const [kept, setKept] = useState<Kept | null>(null);
  const [asking, setAsking] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept changes when cells finish or training stops
  useEffect(() => {
    let current = true;
    void readKept().then((usage) => current && setKept(usage));
    return () => {
      current = false;
    };
  }, [finished, busy]);
  if (!kept) return null;
  const size = (kept.bytes / 1e6).toFixed(1);
  const text = `Kept in this browser: ${plural(kept.cells, 'trained cell')}, ${plural(kept.checkpoints, 'checkpoint')}, ${plural(kept.steps, 'compression step')}, ${size} MB.`;
  const forget = () => {
    setAsking(false);
    void forgetAll().then(setKept);
  };
  return (
    <p className={styles.kept}>
      {text}{' '}
      {asking ? (
        <>
          <button type="button" onClick={forget}>
            Yes, forget all
          </button>
          <button type="button" onClick={() => setAsking(false)}>
            Keep
          </button>
        </>
      ) : (
        <button
          type="button"
          disabled={busy || kept.cells + kept.checkpoints + kept.steps === 0}
          onClick={() => setAsking(true)}
        >
          Forget all
        </button>
      )}
    </p>
  );
}
