import type { LogLine } from '../../state/session-slice';
import { useStore } from '../../state/store';
import styles from './drawer.module.css';
import { KeptCells } from './KeptCells';

const clock = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

/** What this browser keeps, and what happened in this tab, newest first. */
export function LogView() {
  const log = useStore((s) => s.log);
  return (
    <>
      <KeptCells />
      {log.length === 0 ? (
        <p className={styles.hint}>Nothing has happened yet in this tab.</p>
      ) : (
        <Lines log={log} />
      )}
    </>
  );
}

function Lines({ log }: { log: readonly LogLine[] }) {
  return (
    <ol className={styles.log} reversed>
      {[...log].reverse().map(({ time, text }, i) => (
        <li key={log.length - i}>
          <time dateTime={new Date(time).toISOString()}>{clock.format(time)}</time> {text}
        </li>
      ))}
    </ol>
  );
}
