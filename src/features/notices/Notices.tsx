import { useEffect } from 'react';
import type { Notice } from '../../state/session-slice';
import { useStore } from '../../state/store';
import styles from './notices.module.css';

/** How long a message that needs no action stays; the log keeps it. */
const READING_MS = 12_000;

/** Messages to the person, newest last. Errors stay until dismissed. */
export function Notices() {
  const notices = useStore((s) => s.notices);
  return (
    <div className={styles.stack} role="log" aria-label="Messages" aria-live="polite">
      {notices.map((notice) => (
        <Message key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function Message({ notice: { id, kind, text } }: { notice: Notice }) {
  const dismiss = useStore((s) => s.dismiss);
  useEffect(() => {
    if (kind === 'error') return;
    const timer = setTimeout(() => dismiss(id), READING_MS);
    return () => clearTimeout(timer);
  }, [id, kind, dismiss]);
  return (
    <div className={styles.notice} data-kind={kind}>
      <p>{text}</p>
      <button type="button" onClick={() => dismiss(id)} aria-label="Dismiss message">
        Dismiss
      </button>
    </div>
  );
}
