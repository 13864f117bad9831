import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { memoryCache } from './cache';
import { loadMnist, type MnistProgress } from './mnist';
import { type Answer, serve, smallMnist, type TestServer } from './testing';

const { files, contents } = smallMnist();
const good = (path: string): Answer => {
  const bytes = contents.get(path.replace('.gz', ''));
  return bytes ? gzipSync(bytes) : 404;
};
const corrupt = (path: string): Answer => {
  const bytes = Uint8Array.from(contents.get(path.replace('.gz', '')) ?? []);
  bytes[20] ^= 1;
  return gzipSync(bytes);
};

const servers: TestServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function mirror(name: string, answer: (path: string) => Answer) {
  const server = await serve(answer);
  servers.push(server);
  return { name, base: server.base, requests: server.requests };
}

describe('loadMnist', () => {
  it('takes the first mirror that serves the right content, and says why the others failed', async () => {
    const mirrors = [
      await mirror('first', () => 503),
      await mirror('second', corrupt),
      await mirror('third', good),
    ];
    const failed: string[] = [];
    const data = await loadMnist({
      cache: memoryCache(),
      mirrors,
      files,
      onMirrorFailed: (name, reason) => failed.push(`${name}: ${reason}`),
    });
    expect(data).toMatchObject({ id: 'mnist', name: 'MNIST' });
    expect([data.train.count, data.validation.count, data.test.count]).toEqual([50, 10, 10]);
    expect([...data.train.labels]).toEqual([...contents.get('train-labels')!.subarray(8, 58)]);
    expect(failed.length).toBe(2);
    expect(failed[0]).toMatch(/^first: DownloadFailed: .*HTTP 503/);
    expect(failed[1]).toMatch(/^second: HashMismatch: train-images .*expected/);
    // The mirror that worked is asked first for the other files.
    expect(mirrors.map((m) => m.requests.length)).toEqual([1, 1, 4]);
  });

  it('reports bytes of the total, file by file, with the mirror', async () => {
    const seen: MnistProgress[] = [];
    const mirrors = [await mirror('only', good)];
    await loadMnist({ cache: memoryCache(), mirrors, files, onProgress: (p) => seen.push(p) });
    const total = files.reduce((sum, file) => sum + file.gzipBytes, 0);
    expect(seen.every((p) => p.total === total && p.mirror === 'only')).toBe(true);
    const loaded = seen.map((p) => p.loaded);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
    expect([loaded[0], loaded.at(-1)]).toEqual([0, total]);
    expect([...new Set(seen.map((p) => p.file))]).toEqual(files.map((file) => file.name));
  });

  it('needs no network once it is cached', async () => {
    const cache = memoryCache();
    await loadMnist({ cache, mirrors: [await mirror('only', good)], files });
    const seen: (string | null)[] = [];
    const data = await loadMnist({
      cache,
      files,
      fetch: () => Promise.reject(new TypeError('offline')),
      onProgress: (p) => seen.push(p.mirror),
    });
    expect(data.test.count).toBe(10);
    expect(new Set(seen)).toEqual(new Set([null]));
  });

  it('fetches again what is damaged in the cache', async () => {
    const cache = memoryCache();
    const only = await mirror('only', good);
    await loadMnist({ cache, mirrors: [only], files });
    await cache.put('mnist/test-labels', gzipSync(Uint8Array.of(1, 2, 3)));
    await loadMnist({ cache, mirrors: [only], files });
    expect(only.requests.slice(4)).toEqual(['test-labels.gz']);
  });

  it('takes a file that the server sends decompressed', async () => {
    const raw = await mirror('raw', (path) => contents.get(path.replace('.gz', '')) ?? 404);
    const cache = memoryCache();
    expect((await loadMnist({ cache, mirrors: [raw], files })).train.count).toBe(50);
    expect((await cache.get('mnist/train-images'))?.subarray(0, 2)).toEqual(Uint8Array.of(0x1f, 0x8b));
  });

  it('lists every mirror and its reason when none works, and what to do', async () => {
    const gone = await mirror('gone', good);
    await servers.splice(0)[0].close();
    const mirrors = [gone, await mirror('missing', () => 404), await mirror('bad', corrupt)];
    await expect(loadMnist({ cache: memoryCache(), mirrors, files })).rejects.toMatchObject({
      name: 'MnistUnavailable',
      message: expect.stringMatching(/gone: .*; missing: .*HTTP 404.*; bad: HashMismatch.*drop MNIST/s),
    });
  });

  it('gives up on a mirror that falls silent or sends without end', async () => {
    const silent = await mirror('silent', () => 'silence');
    const endless = await mirror('endless', () => new Uint8Array(files[0].bytes + 5000));
    const failed: string[] = [];
    const mirrors = [silent, endless, await mirror('good', good)];
    await loadMnist({
      cache: memoryCache(),
      mirrors,
      files,
      stallMs: 1000,
      onMirrorFailed: (_, reason) => failed.push(reason),
    });
    expect(failed[0]).toMatch(/no data for 1 s/);
    expect(failed[1]).toMatch(/more than the \d+ bytes/);
  });

  it('stops when aborted, without trying the next mirror', async () => {
    const stop = new AbortController();
    const silent = await mirror('silent', () => 'silence');
    const next = await mirror('next', good);
    const loading = loadMnist({
      cache: memoryCache(),
      mirrors: [silent, next],
      files,
      signal: stop.signal,
      onProgress: () => setTimeout(() => stop.abort(), 20),
    });
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect(next.requests).toEqual([]);
  });
});
