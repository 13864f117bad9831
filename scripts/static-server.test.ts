import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, staticServer } from './static-server.mjs';

let folder = '';
let server: Server;
let origin = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-static-'));
  mkdirSync(join(folder, 'site'));
  writeFileSync(join(folder, 'site/index.html'), '<p>here</p>');
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  server = staticServer(join(folder, 'site'), '/some/folder/');
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address && typeof address === 'object') origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('static server', () => {
  it('serves the index of its folder without any special header', async () => {
    const response = await fetch(`${origin}/some/folder/`);
    expect(await response.text()).toBe('<p>here</p>');
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(
      [...response.headers.keys()].filter((name) => /^(cross-origin|content-security)/.test(name)),
    ).toEqual([]);
  });

  it('knows nothing outside its path', async () => {
    expect((await fetch(`${origin}/`)).status).toBe(404);
  });

  it('leads no path out of the folder', () => {
    const site = join(folder, 'site');
    expect(fileOf(site, '/', '/index.html')).toBe(join(site, 'index.html'));
    expect(fileOf(site, '/', '/../secret.txt')).toBeUndefined();
    expect(fileOf(site, '/', '/%2e%2e/secret.txt')).toBeUndefined();
  });
});
