import { type ReactNode, type ToggleEvent, useId, useRef } from 'react';
import type { Explanation } from '../../core/hardware/explanation';
import { count, NOT_MODELLED } from '../chart/numbers';
import styles from './view.module.css';
import { explanationRows, placePopover } from './view-model';

export interface ExplainProps {
  /** null is printed as "not modelled", never as 0. */
  value: number | null;
  /** How the number came about; without it the number is plain text. */
  explanation?: Explanation | null;
  /** Heading of the popover and part of the button's name: "LUT of mvau0". */
  label: string;
  /** Printed after the number: "LUT". */
  unit?: string;
  format?(value: number): string;
  /** Why there is no number; the tooltip of "not modelled". */
  why?: string;
  /** "n/m" instead of "not modelled", for narrow columns. */
  short?: boolean;
}

/** A number with a dotted underline that opens its formula, values, source and error. */
export function Explain(props: ExplainProps) {
  const { value, explanation, label, unit, format = count, why, short } = props;
  if (value === null)
    return (
      <span className={styles.missing} title={why ?? `${label}: ${NOT_MODELLED}`}>
        {unit && `${unit} `}
        {short ? <abbr title={why ?? NOT_MODELLED}>n/m</abbr> : NOT_MODELLED}
      </span>
    );
  const text = unit ? `${format(value)} ${unit}` : format(value);
  if (!explanation) return <span>{text}</span>;
  return (
    <ExplainedNumber explanation={explanation} label={label} text={text}>
      {text}
    </ExplainedNumber>
  );
}

interface ExplainedNumberProps {
  explanation: Explanation;
  label: string;
  text: string;
  children: ReactNode;
}

function ExplainedNumber({ explanation, label, text, children }: ExplainedNumberProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const place = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState !== 'open' || !button.current) return;
    const popover = event.currentTarget;
    const { left, top } = placePopover(
      button.current.getBoundingClientRect(),
      popover.getBoundingClientRect(),
      {
        width: document.documentElement.clientWidth,
        height: document.documentElement.clientHeight,
      },
    );
    popover.style.left = `${left}px`;
    popover.style.top = `${top}px`;
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        data-kind="plain"
        className={styles.number}
        popoverTarget={id}
        aria-haspopup="dialog"
        title={`${label}: how this number is made`}
      >
        {children}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.popover}
        onToggle={place}
      >
        <p className={styles.title}>
          <span>{label}</span> <b>{text}</b>
        </p>
        <dl>
          {explanationRows(explanation).map(([term, description]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd data-term={term}>{description}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}
