import { useStore } from '../../state/store';
import styles from './notices.module.css';

/** Messages to the person, newest last, each until dismissed. */
export function Notices() {
  const notices = useStore((s) => s.notices);
  const dismiss = useStore((s) => s.dismiss);
  return (
    <div className={styles.stack} role="log" aria-label="Messages" aria-live="polite">
      {notices.map(({ id, kind, text }) => (
        <div key={id} className={styles.notice} data-kind={kind}>
          <p>{text}</p>
          <button type="button" onClick={() => dismiss(id)} aria-label="Dismiss message">
            Dismiss
          </button>
        </div>
      ))}
    </div>
  );
}
