import { describe, expect, it } from 'vitest';
import { bestEntry } from './best-entry';
import { entryOf } from './testing';

const manifest = {
  dataset: 'mnist',
  entries: [
    entryOf({ id: 'tfc-10', epochs: 10 }),
    entryOf({ id: 'tfc-30', epochs: 30 }),
    entryOf({ id: 'tfc-20', epochs: 20 }),
    entryOf({ id: 'sfc-40', network: 'sfc', epochs: 40 }),
  ],
};
const terms = { network: 'tfc', inputBits: 1, loss: 'cross-entropy', epochs: 10 } as const;

describe('the run to show', () => {
  it.each([
    [10, 'tfc-10'],
    [20, 'tfc-20'],
    [5, 'tfc-30'],
    [100, 'tfc-30'],
  ])('of %d epochs is %s', (epochs, id) => {
    expect(bestEntry(manifest, { ...terms, epochs })?.id).toBe(id);
  });

  it.each([{ network: 'lfc' }, { inputBits: 8 }, { loss: 'squared-hinge' as const }])(
    'is never one of other terms: %o',
    (other) => {
      expect(bestEntry(manifest, { ...terms, ...other })).toBeNull();
    },
  );
});
