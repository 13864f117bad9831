import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFirstLoad, firstLoad } from './size.mjs';

let folder = '';
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-size-'));
  mkdirSync(join(folder, 'assets'));
  write(
    'index.html',
    '<link rel="modulepreload" href="./assets/lib.js"><script type="module" src="./assets/main.js"></script>',
  );
  write('assets/lib.js', 'export{a as b};');
  write('assets/deep.js', 'export default 1;');
  write('assets/later.js', 'export default 2;');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('first load', () => {
  it('follows static imports of minified code, not dynamic ones', () => {
    write(
      'assets/main.js',
      'import{b as c}from"./lib.js";import"./deep.js";const l=()=>import("./later.js");c(l)',
    );
    expect(
      firstLoad(folder)
        .map(({ path }) => basename(path))
        .sort(),
    ).toEqual(['deep.js', 'lib.js', 'main.js']);
  });

  it('follows re-exports', () => {
    write('assets/main.js', 'let a=1;export{x}from"./deep.js";export*from"./later.js"');
    expect(firstLoad(folder)).toHaveLength(4);
  });

  it('fails beyond the limit, and says the figure', () => {
    const noise = Array.from({ length: 60_000 }, (_, i) => Math.sin(i + 1).toString(36)).join();
    write('assets/main.js', `export default "${noise}"`);
    const { ok, text } = checkFirstLoad(folder);
    expect(ok).toBe(false);
    expect(text).toMatch(/first load: \d+\.\d kB/);
  });

  it('fails when the page loads no script at all', () => {
    write('index.html', '<p>empty</p>');
    expect(checkFirstLoad(folder).ok).toBe(false);
  });
});
