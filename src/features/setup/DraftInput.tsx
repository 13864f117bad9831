import { useEffect, useState } from 'react';
import { Field } from './Field';

interface DraftInputProps<T> {
  label: string;
  value: T;
  format(value: T): string;
  /** Reads what was typed; throws an Error whose message says what would be right. */
  parse(text: string): T;
  onChange(value: T): void;
  inputMode?: 'numeric' | 'decimal' | 'text';
  /** What the field means, for a pointer that rests on it. */
  title?: string;
  wide?: boolean;
}

/**
 * A text field that keeps what was typed while it is wrong, says why below, and reports a value only when it
 * is right: on Enter or when it loses focus.
 */
export function DraftInput<T>(props: DraftInputProps<T>) {
  const { label, value, format, parse, onChange, inputMode = 'text', wide, title } = props;
  const shown = format(value);
  const [draft, setDraft] = useState(shown);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setDraft(shown);
    setProblem(null);
  }, [shown]);
  const commit = () => {
    if (draft === shown) return setProblem(null);
    try {
      onChange(parse(draft));
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Field label={label} message={problem} wide={wide}>
      <input
        type="text"
        title={title}
        value={draft}
        inputMode={inputMode}
        aria-invalid={problem !== null}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </Field>
  );
}

/** A parser of whole numbers in a range, for `DraftInput`. */
export const wholeNumber =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text.replaceAll(/[\s,_]/g, ''));
    if (!Number.isInteger(value) || value < low || value > high || text.trim() === '') {
      throw new Error(`a whole number from ${low} to ${high}`);
    }
    return value;
  };
