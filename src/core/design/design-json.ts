import { DESIGN_DEFAULTS, type Design } from './design';
import { FIELDS } from './fields';
import type { JsonReader } from './json-reader';

/**
 * The design in a JSON document, every field checked as in a link; those in `known` are not read from it. What the
 * document lacks has its default: it is older than the field.
 * @throws the reader's error, naming the field and what is legal.
 */
export function designFromJson(reader: JsonReader, known: Partial<Design> = {}): Design {
  const source = reader.object();
  return FIELDS.filter((field) => !Object.hasOwn(known, field.name)).reduce(
    (design, field): Design => {
      const value = field.name.split('.').reduce(memberOf, reader);
      if (value.value === undefined) return design;
      return field.take(source, design) ?? value.fail(field.legal);
    },
    { ...DESIGN_DEFAULTS, ...known },
  );
}

/** A member, absent where the object is. */
const memberOf = (at: JsonReader, name: string): JsonReader => (at.value === undefined ? at : at.at(name));
