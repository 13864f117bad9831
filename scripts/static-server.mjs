/**
 * The smallest static host: serves one folder below a path, sets no header but the content type.
 * The end-to-end tests run against it, which proves that the built site works in any folder of any host.
 *
 *     node scripts/static-server.mjs <folder> <port> [/path/]
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @type {Readonly<Record<string, string>>} */
const CONTENT_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * The file that a URL path names, undefined when it names none below `folder`.
 * @param {string} folder
 * @param {string} base
 * @param {string} pathname
 */
export function fileOf(folder, base, pathname) {
  if (!pathname.startsWith(base)) return undefined;
  const root = resolve(folder);
  let path = join(root, normalize(decodeURIComponent(pathname.slice(base.length))));
  if (path !== root && !path.startsWith(root + sep)) return undefined;
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) path = join(path, 'index.html');
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined;
}

/**
 * @param {string} folder
 * @param {string} base Path that starts and ends with a slash; everything outside it is 404.
 */
export function staticServer(folder, base = '/') {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = fileOf(folder, base, pathname);
    if (!path || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
      return;
    }
    response.writeHead(200, { 'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream' });
    if (request.method === 'HEAD') response.end();
    else createReadStream(path).pipe(response);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder = 'dist', port = '4173', base = '/'] = process.argv.slice(2);
  staticServer(folder, base).listen(Number(port), '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${port}${base}`);
  });
}
