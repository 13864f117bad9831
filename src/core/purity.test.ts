import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CORE = join(ROOT, 'src/core');

/** Globals that a page or Node has and the language has not. */
const HOST_GLOBALS = [
  'document',
  'window',
  'self',
  'navigator',
  'localStorage',
  'indexedDB',
  'fetch',
  'Worker',
  'WebSocket',
  'BroadcastChannel',
  'CompressionStream',
  'DecompressionStream',
];

describe('src/core in plain Node', () => {
  it('loads every module without one global of the page', () => {
    const modules = readdirSync(CORE, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !/\.test\.ts$/.test(path))
      .map((path) => pathToFileURL(join(CORE, path)).href);
    const script = `
      for (const name of ${JSON.stringify(HOST_GLOBALS)}) {
        Object.defineProperty(globalThis, name, { get() { throw new Error('core touched ' + name); } });
      }
      for (const url of ${JSON.stringify(modules)}) await import(url);
      console.log('loaded');`;
    const printed = execFileSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    expect(printed.trim()).toBe('loaded');
  });
});

describe('the lint rule of src/core', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bitscape-lint-'));
    copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What Biome says of a file of the project with this content. */
  function lint(path: string, code: string): { status: number | null; text: string } {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
    const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
    const run = spawnSync(process.execPath, [biome, 'lint', '--vcs-enabled=false', '--colors=off', path], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status: run.status, text: run.stdout + run.stderr };
  }

  const importing = (what: string) => `import { thing } from '${what}';\n\nexport const other = thing;\n`;

  it.each([
    'react',
    'node:fs',
    '@tensorflow/tfjs-core',
    '../../engine/trainer',
    '../../data',
    '../../../workers/x',
  ])('refuses an import of %s', (what) => {
    const { status, text } = lint('src/core/network/planted.ts', importing(what));
    expect(text).toContain('lint/style/noRestrictedImports');
    expect(status).toBe(1);
  });

  it.each(['./topology', '../errors', '@noble/hashes/sha2.js', 'modern-tar'])(
    'accepts an import of %s',
    (what) => {
      const { status, text } = lint('src/core/network/planted.ts', importing(what));
      expect(text).not.toContain('noRestrictedImports');
      expect(status).toBe(0);
    },
  );

  it.each(['document.title', 'fetch("x")', 'console.log(1)', 'process.env'])('refuses %s', (expression) => {
    const { status, text } = lint('src/core/planted.ts', `export const value = ${expression};\n`);
    expect(text).toContain('lint/style/noRestrictedGlobals');
    expect(status).toBe(1);
  });

  it.each(['react', '../state/store', '../features/heatmap/Heatmap'])(
    'refuses an import of %s in src/engine',
    (what) => {
      const { status, text } = lint('src/engine/planted.ts', importing(what));
      expect(text).toContain('lint/style/noRestrictedImports');
      expect(status).toBe(1);
    },
  );
});
