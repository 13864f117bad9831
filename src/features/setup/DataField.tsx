import { useRef } from 'react';
import type { Design } from '../../core/design/design';
import { openFiles, prepareData, stopLoading } from '../../state/data';
import { activeData, onJets, useActiveData, useDataStatus } from '../../state/data-sets';
import { useStore } from '../../state/store';
import { Field } from './Field';
import styles from './setup.module.css';

/** Name of a choice for a network. */
const knownName = (data: Design['data'], network: string): string => activeData({ data, network }, null).name;

/** Which data set, its state, and the two ways to get MNIST: download, or files of one's own. */
export function DataField() {
  const files = useRef<HTMLInputElement>(null);
  const data = useStore((s) => s.design.data);
  const network = useStore((s) => s.design.network);
  const status = useDataStatus();
  const busy = useStore((s) => s.sweep.state !== 'idle');
  const edit = useStore((s) => s.edit);
  const { name } = useActiveData();
  const own = useStore((s) => s.ownData !== null);
  const choose = (choice: 'synthetic' | 'mnist' | 'own') => {
    if (choice === 'own') return;
    edit({ data: choice });
  };
  return (
    <>
      <Field label="Data" wide>
        <select
          value={own ? 'own' : data}
          disabled={busy}
          onChange={(event) => choose(event.target.value as typeof data | 'own')}
        >
          <option value="synthetic">{knownName('synthetic', network)}</option>
          <option value="mnist">{knownName('mnist', network)}</option>
          {own && <option value="own">{name}</option>}
        </select>
      </Field>
      <p className={`${styles.hint} ${styles.wide}`} aria-live="polite">
        {status.text}
      </p>
      {status.state === 'loading' && (
        <div className={`${styles.row} ${styles.wide}`}>
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
        <div className={`${styles.row} ${styles.wide}`}>
          {!onJets({ network }) && (
            <button
              type="button"
              title="From this browser if it is kept here, else from a mirror (11.6 MB)"
              onClick={() => void prepareData()}
            >
              Get MNIST
            </button>
          )}
          <button type="button" onClick={() => files.current?.click()}>
            Open files
          </button>
          <input
            ref={files}
            type="file"
            multiple
            hidden
            aria-label={onJets({ network }) ? 'CSV or ARFF file' : 'IDX files'}
            onChange={({ target }) => {
              void openFiles([...(target.files ?? [])]);
              // So that choosing the same files again is a change.
              target.value = '';
            }}
          />
        </div>
      )}
    </>
  );
}
