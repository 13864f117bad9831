import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateExport } from '../export';
import type { ExportRequest } from '../export-request';
import { type FoldingNumbers, type TestExport, testRequest } from '../testing';

const found = (tool: string) => spawnSync(tool, ['--version']).status === 0;

/** Whether C simulation can be tested here; says so if not. */
export function csimTools(): boolean {
  const there = found('g++') && found('make');
  if (!there) console.warn('C simulation is not tested: g++ or make is missing');
  return there;
}

const folders: string[] = [];

/** Removes the folders of `unpacked`: what a test file does at its end. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Writes a test export into a new folder. */
export const unpacked = (options: TestExport): string => unpackedRequest(testRequest(options));

/** Writes an export into a new folder. */
export function unpackedRequest(request: ExportRequest): string {
  const folder = mkdtempSync(join(tmpdir(), 'bitscape-csim-'));
  folders.push(folder);
  for (const { path, content } of generateExport(request)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Runs `make csim` in an export, warnings being errors. */
export function csim(folder: string, ...args: string[]) {
  const all = ['csim', 'CXXFLAGS=-O1 -Werror', ...args];
  const { status, stdout, stderr } = spawnSync('make', all, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** Foldings written as "4x3 4x10/8x20": PE x SIMD, and with padding MH x MW, of each layer. */
export const foldingsOf = (text: string): FoldingNumbers[] =>
  text.split(' ').map((layer) => {
    const [pe, simd, mh, mw] = layer.split(/[x/]/).map(Number);
    return [pe, simd, mh, mw];
  });
