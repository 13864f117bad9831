import type { CompressionStep } from '../../core/compress/plan';
import type { StepField } from '../../core/compress/step-kinds';
import { checkedValue, fieldsOf, valueAt } from '../../core/compress/step-values';
import { FLOAT_BITS } from '../../core/precision';
import { messageOf } from '../../state/messages';
import { useStore } from '../../state/store';
import { DraftInput } from '../setup/DraftInput';
import { Field } from '../setup/Field';
import styles from './compress.module.css';

export interface StepFormProps {
  step: CompressionStep;
  onChange(step: CompressionStep): void;
}

/** The choices of a step, as the table of kinds has them. */
export function StepForm({ step, onChange }: StepFormProps) {
  return (
    <div className={styles.form}>
      {fieldsOf(step).map((field) => (
        <Choice key={field.path} step={step} field={field} onChange={onChange} />
      ))}
    </div>
  );
}

function Choice({ step, field, onChange }: StepFormProps & { field: StepField }) {
  const { legal, label, names = {} } = field;
  const value = valueAt(step, field) ?? 0;
  if (legal.type !== 'word')
    return (
      <DraftInput
        label={label}
        value={value}
        format={(v) => (legal.float && v === FLOAT_BITS ? 'float' : String(v))}
        parse={(text) => {
          const read = numberFrom(text, field);
          checkedValue(step, field, read);
          return read;
        }}
        onChange={(v) => onChange(checkedValue(step, field, v))}
      />
    );
  const choose = (word: string) => {
    try {
      onChange(checkedValue(step, field, word));
    } catch (error) {
      useStore.getState().notify('error', messageOf(error));
    }
  };
  return (
    <Field label={label} wide={Object.keys(names).length > 0}>
      <select value={value} onChange={(event) => choose(event.target.value)}>
        {legal.words.map((word) => (
          <option key={word} value={word}>
            {names[word] ?? word}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** What was typed for a number. @throws Error that says what would be right. */
export function numberFrom(text: string, { legal }: StepField): number {
  if (legal.type === 'word') throw new RangeError('no number');
  const { min, max, type, float } = legal;
  const typed = text.trim().toLowerCase();
  if (float && typed === 'float') return FLOAT_BITS;
  const value = typed === '' ? Number.NaN : Number(typed.replaceAll(/[\s_]/g, ''));
  const whole = type === 'integer';
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw new Error(
    `${whole ? 'a whole number' : 'a number'} from ${min} to ${max}${float ? ', or float' : ''}`,
  );
}
