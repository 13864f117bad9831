import { lazy, Suspense } from 'react';
import type { Design } from '../../core/design/design';
import type { Grid } from '../../state/grid';
import { useStore } from '../../state/store';
import styles from './drawer.module.css';
import { LogView } from './LogView';
import { TablePanel } from './TablePanel';

const CodePanel = lazy(() => import('./CodePanel'));

type Tab = Exclude<Design['drawer'], 'closed'>;

const TABS: Record<Tab, string> = { code: 'Code', table: 'Table', log: 'Log' };

/** Bottom of the centre: generated code, the grid as a table, the log. Closed until asked for. */
export function Drawer(props: { grid: Grid }) {
  const open = useStore((s) => s.design.drawer);
  const look = useStore((s) => s.look);
  return (
    <section className={styles.drawer} data-open={open !== 'closed'} aria-label="Details">
      <div className={styles.tabs}>
        {Object.entries(TABS).map(([id, name]) => (
          <button
            key={id}
            type="button"
            aria-expanded={open === id}
            onClick={() => look({ drawer: open === id ? 'closed' : (id as Tab) })}
          >
            {name}
          </button>
        ))}
        {open !== 'closed' && (
          <button type="button" className={styles.close} onClick={() => look({ drawer: 'closed' })}>
            Close
          </button>
        )}
      </div>
      {open !== 'closed' && (
        <div className={styles.content}>
          <Suspense fallback={<p className={styles.hint}>Loading…</p>}>
            {open === 'code' && <CodePanel />}
            {open === 'table' && <TablePanel grid={props.grid} />}
            {open === 'log' && <LogView />}
          </Suspense>
        </div>
      )}
    </section>
  );
}
