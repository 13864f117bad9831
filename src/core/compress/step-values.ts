import type { JsonReader } from '../design/json-reader';
import type { CompressionStep } from './plan';
import { KIND_NAMES, STEP_KINDS, type StepField, type StepKind } from './step-kinds';

type Value = number | string;

/** The value of a step at a field's path; undefined if the step has none. */
export function valueAt(step: CompressionStep, { path }: StepField): Value | undefined {
  const value = path.split('.').reduce<unknown>(memberOf, step);
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

/** The step with another value of a field. */
export const withValue = (step: CompressionStep, { path }: StepField, value: Value): CompressionStep =>
  put(step, path.split('.'), value) as CompressionStep;

/** The choices of a step that matter, given its others. */
export const fieldsOf = (step: CompressionStep): StepField[] => {
  const { fields } = STEP_KINDS[step.kind];
  const at = (path: string) => fields.find((field) => field.path === path);
  return fields.filter(
    ({ onlyIf }) => !onlyIf || onlyIf.some(([path, value]) => valueAt(step, at(path)!) === value),
  );
};

/** The step with another value of a field. @throws BitscapeError of the kind's `check`. */
export function checkedValue(step: CompressionStep, field: StepField, value: Value): CompressionStep {
  const changed = withValue(step, field, value);
  const { check }: StepKind<never> = STEP_KINDS[step.kind];
  check?.(changed as never);
  return changed;
}

/** A step of a kind with the values that a new one has, or those given by path. */
export function newStep(
  kind: CompressionStep['kind'],
  given: Readonly<Record<string, Value>> = {},
): CompressionStep {
  return STEP_KINDS[kind].fields.reduce<CompressionStep>(
    (step, field) => withValue(step, field, given[field.path] ?? field.first ?? field.otherwise ?? 0),
    { kind } as CompressionStep,
  );
}

/**
 * A step as JSON; what it leaves out takes the defaults of its kind.
 * @throws the reader's error, naming the place and what would be right, and those of the kind's `check`.
 */
export function stepFromJson(json: JsonReader): CompressionStep {
  const kind = json.at('kind').word(KIND_NAMES);
  const { fields, check }: StepKind<never> = STEP_KINDS[kind];
  const step = fields.reduce<CompressionStep>(
    (made, field) => withValue(made, field, readField(json, field)),
    {
      kind,
    } as CompressionStep,
  );
  check?.(step as never);
  return step;
}

function readField(json: JsonReader, { path, legal, otherwise }: StepField): Value {
  const at = path.split('.').reduce((reader, name) => (isAbsent(reader) ? reader : reader.at(name)), json);
  if (isAbsent(at) && otherwise !== undefined) return otherwise;
  if (legal.type === 'word') return at.word(legal.words);
  return legal.type === 'integer' ? at.integer(legal.min, legal.max) : at.number(legal.min, legal.max);
}

const isAbsent = ({ value }: JsonReader): boolean => value === undefined || value === null;

const memberOf = (object: unknown, name: string): unknown =>
  typeof object === 'object' && object !== null
    ? Object.getOwnPropertyDescriptor(object, name)?.value
    : undefined;

const put = (object: unknown, [name, ...rest]: readonly string[], value: Value): object => ({
  ...(typeof object === 'object' ? object : {}),
  [name]: rest.length === 0 ? value : put(memberOf(object, name), rest, value),
});
