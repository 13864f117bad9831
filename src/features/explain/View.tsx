import type { Explanation } from '../../core/hardware/explanation';
import { count, NOT_MODELLED } from '../chart/numbers';
import { Popover } from '../popover/Popover';
import styles from './view.module.css';
import { explanationRows } from './view-model';

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
    <Popover
      label={label}
      words={text}
      button={{
        className: styles.number,
        title: `${label}: how this number is made`,
        'data-kind': 'plain',
      }}
    >
      <p className={styles.title}>
        <span>{label}</span> <b>{text}</b>
      </p>
      <dl className={styles.rows}>
        {explanationRows(explanation).map(([term, description]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd data-term={term}>{description}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
