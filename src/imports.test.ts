import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const UI = ['react', 'react-dom', 'react-error-boundary', 'zustand'];

/** The arrows page -> state -> engine -> core: what a folder may not reach, by path or by package. */
const CLOSED: Readonly<Record<string, { folders: readonly string[]; packages: readonly string[] }>> = {
  'src/data': { folders: ['src/state', 'src/features', 'src/app', 'src/cli', 'workers'], packages: UI },
  'src/engine': { folders: ['src/state', 'src/features', 'src/app', 'src/cli'], packages: UI },
  'src/cli': { folders: ['src/state', 'src/features', 'src/app', 'workers'], packages: UI },
  'src/state': { folders: ['src/features', 'src/app', 'src/cli'], packages: [] },
  'src/features': { folders: ['src/cli'], packages: [] },
  workers: { folders: ['src/state', 'src/features', 'src/app', 'src/cli'], packages: UI },
};

/** The pure libraries that src/core may use. */
const PURE_LIBRARIES = /^(@noble\/hashes\/.+|modern-tar)$/;

/** Tests, and the `testing.ts` helpers that only tests may import. */
const isForTests = (path: string) => /(\.test\.tsx?|(^|\/)testing\.ts)$/.test(path);

/** Source files below a folder, without those for tests, as paths from the root. */
function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !isForTests(path))
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')));
}

/** What a file imports in any way: packages by name, files as paths from the root. */
function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => {
      const path = fileName.split('?')[0];
      return path.startsWith('.')
        ? relative(ROOT, resolve(ROOT, dirname(file), path)).replaceAll('\\', '/')
        : path;
    });
}

const within = (folder: string) => (path: string) => path === folder || path.startsWith(`${folder}/`);

describe('imports', () => {
  it('src/core imports only src/core and the pure libraries', () => {
    const core = sources('src/core');
    expect(core.length).toBeGreaterThan(10);
    const foreign = core.flatMap((file) =>
      importsOf(file)
        .filter((path) => !within('src/core')(path) && !PURE_LIBRARIES.test(path))
        .map((path) => `${file} -> ${path}`),
    );
    expect(foreign).toEqual([]);
  });

  it.each(Object.entries(CLOSED))('%s imports nothing above it', (folder, closed) => {
    const files = sources(folder);
    expect(files).not.toEqual([]);
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(
          (path) => closed.packages.includes(path) || closed.folders.some((above) => within(above)(path)),
        )
        .map((path) => `${file} -> ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('only tests import testing.ts', () => {
    const wrong = ['src', 'workers'].flatMap(sources).flatMap((file) =>
      importsOf(file)
        .filter((path) => /(^|\/)testing(\.ts)?$/.test(path))
        .map((path) => `${file} -> ${path}`),
    );
    expect(wrong).toEqual([]);
  });
});
