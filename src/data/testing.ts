import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { MnistFile } from '../core/datasets/mnist';
import { randomIdx } from '../core/datasets/testing';
import { sha256Hex } from '../core/sha256';

/** A small set in MNIST's shape: 60 training and 10 test images, and its table of files. */
export function smallMnist(): { files: MnistFile[]; contents: Map<string, Uint8Array> } {
  const train = randomIdx(60, 1);
  const test = randomIdx(10, 2);
  const contents = new Map([
    ['train-images', train.images],
    ['train-labels', train.labels],
    ['test-images', test.images],
    ['test-labels', test.labels],
  ]);
  const files = [...contents].map(([name, bytes]): MnistFile => {
    const part = name.startsWith('train') ? 'train' : 'test';
    const kind = name.endsWith('images') ? 'images' : 'labels';
    const gzipBytes = gzipSync(bytes).length;
    return { part, kind, name, bytes: bytes.length, gzipBytes, sha256: sha256Hex(bytes) };
  });
  return { files, contents };
}

/** What a served path answers: a body, a status, or nothing at all. */
export type Answer = Uint8Array | number | 'silence';

export interface TestServer {
  /** "http://127.0.0.1:port/". */
  base: string;
  /** Paths asked for, in order. */
  requests: string[];
  close(): Promise<void>;
}

/** A local HTTP server that answers by path, without its leading slash. */
export function serve(answer: (path: string) => Answer): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    requests.push(path);
    const body = answer(path);
    if (body === 'silence') response.writeHead(200).flushHeaders();
    else if (typeof body === 'number') response.writeHead(body).end();
    else response.writeHead(200, { 'content-type': 'application/gzip' }).end(body);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ base: `http://127.0.0.1:${port}/`, requests, close });
    });
  });
}
