import { type ButtonHTMLAttributes, type ReactNode, type ToggleEvent, useId, useRef } from 'react';
import { placePopover } from './place';
import styles from './popover.module.css';

export interface PopoverProps {
  /** Name of the panel. */
  label: string;
  /** What the button says and looks like. */
  words: ReactNode;
  button: ButtonHTMLAttributes<HTMLButtonElement> & { 'data-kind'?: string; 'data-equal'?: boolean };
  /** Room for a table. */
  wide?: boolean;
  children: ReactNode;
}

/** A button and the panel that it opens beside itself, inside the window; a press elsewhere or Escape closes it. */
export function Popover({ label, words, button, wide, children }: PopoverProps) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const place = ({ newState, currentTarget }: ToggleEvent<HTMLDivElement>) => {
    if (newState !== 'open' || !anchor.current) return;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const [from, panel] = [anchor.current.getBoundingClientRect(), currentTarget.getBoundingClientRect()];
    const { left, top } = placePopover(from, panel, { width, height });
    currentTarget.style.left = `${left}px`;
    currentTarget.style.top = `${top}px`;
  };
  return (
    <>
      <button ref={anchor} type="button" popoverTarget={id} aria-haspopup="dialog" {...button}>
        {words}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.popover}
        data-wide={wide}
        onToggle={place}
      >
        {children}
      </div>
    </>
  );
}
