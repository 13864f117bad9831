import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DESIGN_DEFAULTS } from './design';
import { FIELDS } from './fields';

const docs = readFileSync(new URL('../../../docs/share-link.md', import.meta.url), 'utf8');

describe('docs/share-link.md', () => {
  it('has a row for every field, as the table of fields says, and no other', () => {
    const rows = docs.split('\n').filter((line) => line.startsWith('| `'));
    const wanted = FIELDS.map(
      ({ key, meaning, legal, format }) =>
        `| \`${key}\` | ${meaning} | ${legal} | \`${format(DESIGN_DEFAULTS)}\` |`,
    );
    expect(rows).toEqual(wanted);
  });
});
