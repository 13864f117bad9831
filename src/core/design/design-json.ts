import { DESIGN_DEFAULTS, type Design } from './design';
import { FIELDS } from './fields';
import type { JsonReader } from './json-reader';

/**
 * The design in a JSON document, every field checked as in a link; those in `known` are not read from it.
 * @throws the reader's error, naming the field and what is legal.
 */
export function designFromJson(reader: JsonReader, known: Partial<Design> = {}): Design {
  const source = reader.object();
  return FIELDS.filter((field) => !Object.hasOwn(known, field.name)).reduce(
    (design, field): Design => {
      const value = field.name.split('.').reduce((at, name) => at.at(name), reader);
      return field.take(source, design) ?? value.fail(field.legal);
    },
    { ...DESIGN_DEFAULTS, ...known },
  );
}
