import { openFiles, prepareData, stopLoading } from '../../state/data';
import { useActiveData } from '../../state/data-sets';
import { useStore } from '../../state/store';
import { Field } from './Field';
import styles from './setup.module.css';

/** Which data set, its state, and the two ways to get MNIST: download, or files of one's own. */
export function DataField() {
  const data = useStore((s) => s.design.data);
  const status = useStore((s) => s.data);
  const busy = useStore((s) => s.sweep.state !== 'idle');
  const { edit, setOwnData } = useStore.getState();
  const { name } = useActiveData();
  const own = useStore((s) => s.ownData !== null);
  const choose = (choice: 'synthetic' | 'mnist' | 'own') => {
    if (choice === 'own') return;
    setOwnData(null);
    edit({ data: choice });
  };
  return (
    <>
      <Field label="Data">
        <select
          value={own ? 'own' : data}
          disabled={busy}
          onChange={(event) => choose(event.target.value as typeof data | 'own')}
        >
          <option value="synthetic">Synthetic digits</option>
          <option value="mnist">MNIST</option>
          {own && <option value="own">{name}</option>}
        </select>
      </Field>
      <p className={styles.hint} aria-live="polite">
        {status.text || name}
      </p>
      {status.state === 'loading' && (
        <div className={styles.pair}>
          <progress
            className={styles.bar}
            value={status.progress ?? undefined}
            max={1}
            aria-label="Loading data"
          />
          <button type="button" onClick={stopLoading}>
            Stop
          </button>
        </div>
      )}
      {data === 'mnist' && !own && (status.state === 'idle' || status.state === 'failed') && (
        <div className={styles.pair}>
          <button type="button" onClick={() => void prepareData()}>
            Download (11.6 MB)
          </button>
          <label className={styles.files}>
            <span className="button">Open files</span>
            <input
              type="file"
              multiple
              className="visually-hidden"
              onChange={(event) => void openFiles([...(event.target.files ?? [])])}
            />
          </label>
        </div>
      )}
    </>
  );
}
