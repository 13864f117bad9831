import { useStore } from '../../state/store';
import styles from './drawer.module.css';

const clock = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

/** What happened in this tab, newest first. */
export function LogView() {
  const log = useStore((s) => s.log);
  if (log.length === 0) return <p className={styles.hint}>Nothing has happened yet in this tab.</p>;
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
