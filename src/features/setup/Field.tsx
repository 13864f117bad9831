import type { ReactNode } from 'react';
import styles from './setup.module.css';

/** A labelled control with an optional message below it; half the panel's width unless `wide`. */
export function Field(props: {
  label: string;
  children: ReactNode;
  message?: string | null;
  wide?: boolean;
}) {
  return (
    <div className={props.wide ? `${styles.field} ${styles.wide}` : styles.field}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child that every caller gives */}
      <label>
        <span className={styles.label}>{props.label}</span>
        {props.children}
      </label>
      {props.message && (
        <p className={styles.message} role="alert">
          {props.message}
        </p>
      )}
    </div>
  );
}
