import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true }).map((name) => `docs/${name}`),
];

describe('the docs', () => {
  it.each(pages.filter((page) => page.endsWith('.md')))('%s links only to files that exist', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, path]) => path);
    expect(targets.filter((path) => !existsSync(join(ROOT, dirname(page), path)))).toEqual([]);
  });

  it('name every command of package.json that they mention', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const told = [
      ...readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').matchAll(/npm run (?:--silent )?([\w:]+)/g),
    ];
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(([, name]) => name).filter((name) => !(name in scripts))).toEqual([]);
  });
});
