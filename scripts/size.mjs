/**
 * JavaScript of the first load: the entry of index.html, what it preloads, and all that these import
 * statically. `node scripts/size.mjs [folder]` prints the figure and fails beyond the limit.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Bytes after gzip: 200 kB. */
export const FIRST_LOAD_LIMIT = 200_000;

const ENTRY = /<(?:script|link)\b[^>]*\b(?:src|href)="(?!https?:)([^"]+\.js)"[^>]*>/g;
const STATIC_IMPORT =
  /(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w$*\s{},]+?\s*from\s*)?["'](\.{1,2}\/[^"']+)["']/g;

/**
 * Files of the first load and their gzipped bytes, largest first.
 * @param {string} folder The built site.
 */
export function firstLoad(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const waiting = [...html.matchAll(ENTRY)].map(([, path]) => resolve(folder, path));
  const files = new Map();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    const code = readFileSync(path, 'utf8');
    files.set(path, gzipSync(code, { level: 9 }).length);
    for (const [, specifier] of code.matchAll(STATIC_IMPORT)) waiting.push(resolve(dirname(path), specifier));
  }
  return [...files].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => b.bytes - a.bytes);
}

/**
 * @param {string} folder
 * @returns {{ ok: boolean, text: string }}
 */
export function checkFirstLoad(folder) {
  const files = firstLoad(folder);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const kilobytes = (/** @type {number} */ count) => `${(count / 1000).toFixed(1)} kB`;
  const parts = files.map((file) => `${basename(file.path)} ${kilobytes(file.bytes)}`).join(', ');
  return {
    ok: files.length > 0 && bytes < FIRST_LOAD_LIMIT,
    text: `first load: ${kilobytes(bytes)} of JavaScript gzipped, limit ${kilobytes(FIRST_LOAD_LIMIT)} (${parts})`,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { ok, text } = checkFirstLoad(process.argv[2] ?? 'dist');
  console.log(text);
  process.exitCode = ok ? 0 : 1;
}
