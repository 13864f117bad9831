import { proxy } from 'comlink';
import { describe, expect, it } from 'vitest';
import { BitscapeError } from '../src/core/errors';
import { connect } from './connection';
import { fakeWorker } from './testing';

const service = {
  double: (x: number) => 2 * x,
  count(to: number, report: (i: number) => void) {
    for (let i = 1; i <= to; i++) report(i);
  },
  fail() {
    throw new BitscapeError('BadIdx', 'the file is cut short', 'train-images');
  },
  trip() {
    throw new RangeError('too far');
  },
  throwWord() {
    throw 'a word';
  },
  never: () => new Promise<void>(() => {}),
};
type Service = typeof service;

const start = () => {
  const worker = fakeWorker(service);
  return { worker, connection: connect<Service>(() => worker, 'test') };
};

describe('a connection', () => {
  it('calls the worker', async () => {
    const { connection } = start();
    expect(await connection.call((remote) => remote.double(21))).toBe(42);
    connection.close();
  });

  it('carries callbacks', async () => {
    const { connection } = start();
    const seen: number[] = [];
    await connection.call((remote) =>
      remote.count(
        3,
        proxy((i: number) => void seen.push(i)),
      ),
    );
    await expect.poll(() => seen).toEqual([1, 2, 3]);
    connection.close();
  });

  it('brings a BitscapeError over whole', async () => {
    const { connection } = start();
    const error = await connection.call((remote) => remote.fail()).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(BitscapeError);
    expect(error).toMatchObject({ name: 'BadIdx', message: 'the file is cut short', where: 'train-images' });
    connection.close();
  });

  it('keeps name and message of other errors, and what is no error', async () => {
    const { connection } = start();
    const error = await connection.call((remote) => remote.trip()).catch((e: unknown) => e);
    expect(error).not.toBeInstanceOf(BitscapeError);
    expect(error).toMatchObject({ name: 'RangeError', message: 'too far' });
    await expect(connection.call((remote) => remote.throwWord())).rejects.toBe('a word');
    connection.close();
  });

  it('rejects a call that waits when the worker dies, and every later one', async () => {
    const { worker, connection } = start();
    const waiting = connection.call((remote) => remote.never());
    worker.crash('out of memory');
    await expect(waiting).rejects.toMatchObject({ name: 'WorkerLost', message: /out of memory/ });
    await expect(connection.call((remote) => remote.double(1))).rejects.toMatchObject({ name: 'WorkerLost' });
    expect(worker.terminated).toBe(true);
  });

  it('says so when the worker could not even be loaded', async () => {
    const { worker, connection } = start();
    const waiting = connection.call((remote) => remote.double(1));
    worker.crash();
    await expect(waiting).rejects.toThrow(/could not be loaded/);
  });

  it('rejects a call that waits when the worker is terminated', async () => {
    const { worker, connection } = start();
    const waiting = connection.call((remote) => remote.never());
    connection.close();
    connection.close();
    await expect(waiting).rejects.toMatchObject({ name: 'WorkerLost' });
    expect(worker.terminated).toBe(true);
  });
});
