import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REVISION } from './revision';

it('is the version of package.json', () => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: REVISION });
});
