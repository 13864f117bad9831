import type { PerLayer } from '../hardware/mvau-options';
import { type Codec, oneOf } from './codecs';

/** One of the words for all layers, or a list with one for each: "auto", "auto.block.auto.auto". */
export function perLayer<T extends string>(words: readonly T[]): Codec<PerLayer<T>> {
  const one = oneOf(words);
  const is = (value: unknown): value is PerLayer<T> =>
    one.is(value) || (Array.isArray(value) && value.length > 1 && value.every(one.is));
  return {
    legal: `${one.legal}; or one for each layer such as ${words[0]}.${words[1]}`,
    is,
    parse(text) {
      const list = text.split('.');
      const value: unknown = list.length === 1 ? text : list;
      return is(value) ? value : undefined;
    },
    format: (value) => (typeof value === 'string' ? value : value.join('.')),
  };
}

/** The values with that of one layer replaced; one value where all are the same. */
export function withLayer<T extends string>(
  values: PerLayer<T>,
  layers: number,
  layer: number,
  value: T,
): PerLayer<T> {
  const list = Array.from({ length: layers }, (_, i) =>
    i === layer ? value : typeof values === 'string' ? values : values[i],
  );
  return list.every((each) => each === value) ? value : list;
}
