import type { JsonReader } from '../core/design/json-reader';
import type { FloatCheck, FloatMismatch } from './float-check';

/** The comparison in a cell's file, checked. @throws the reader's error. */
export function floatCheckFromJson(reader: JsonReader): FloatCheck {
  return {
    images: reader.at('images').integer(0, 1e9),
    mismatches: reader.at('mismatches').integer(0, 1e9),
    first: reader.at('first').list().map(mismatchFromJson),
  };
}

function mismatchFromJson(reader: JsonReader): FloatMismatch {
  const whole = (name: string) => reader.at(name).integer(0, 1e9);
  return {
    image: whole('image'),
    label: whole('label'),
    floatClass: whole('floatClass'),
    integerClass: whole('integerClass'),
    floatScores: pairFromJson(reader.at('floatScores')),
    integerScores: pairFromJson(reader.at('integerScores')),
    reason: reader.at('reason').word(['threshold', 'tie', 'scores', 'sums']),
    stage: reader.at('stage').optional((at) => at.text()),
  };
}

function pairFromJson(reader: JsonReader): [number, number] {
  const numbers = reader.list().map((at) => at.number());
  if (numbers.length !== 2) reader.fail('two numbers');
  return [numbers[0], numbers[1]];
}
