import type { Estimate } from './estimate';
import type { Explanation } from './explanation';

const SUBJECT = Symbol('subject');

/**
 * Makes explanations that are written when read: `lazyExplanations({ lut: explainLut })(layer).lut`. The getters sit on
 * one shared prototype: made anew for every layer they would cost more than its estimate. JSON holds them all; before a
 * structured clone they need `writtenOut`.
 */
export function lazyExplanations<Subject, Name extends string>(
  writers: Readonly<Record<Name, (subject: Subject) => Explanation>>,
): (subject: Subject) => Readonly<Record<Name, Explanation>> {
  const prototype = {};
  Object.defineProperty(prototype, 'toJSON', {
    value(this: object) {
      return ownCopy(this);
    },
  });
  for (const name in writers) {
    const write = writers[name];
    Object.defineProperty(prototype, name, {
      enumerable: true,
      get(this: { [SUBJECT]: Subject }) {
        return write(this[SUBJECT]);
      },
    });
  }
  return (subject) => {
    const explanations = Object.create(prototype);
    explanations[SUBJECT] = subject;
    return explanations;
  };
}

/** The estimate with all explanations written, to be sent to a worker. */
export const writtenOut = (estimate: Estimate): Estimate => ({
  ...estimate,
  layers: estimate.layers.map((layer) => ({ ...layer, explanations: ownCopy(layer.explanations) })),
  totalExplanations: ownCopy(estimate.totalExplanations),
});

/** What `object` answers by its enumerable names, inherited ones included, as plain values. */
function ownCopy<T extends object>(object: T): Partial<T> {
  const copy: Partial<T> = {};
  for (const name in object) copy[name] = object[name];
  return copy;
}
