import { describe, expect, it } from 'vitest';
import { memoryLocks, openCellLocks, type Release } from './locks';
import { fakeLockManager } from './testing-locks';

const never = new AbortController().signal;

const KINDS = { 'one page': () => memoryLocks(), 'Web Locks': () => openCellLocks(fakeLockManager()) };

describe.each(Object.entries(KINDS))('locks of %s', (_, make) => {
  it('are taken by one at a time', async () => {
    const locks = make();
    const release = await locks.tryTake('a');
    expect(release).toBeDefined();
    expect(await locks.tryTake('a')).toBeUndefined();
    expect(await locks.tryTake('b')).toBeDefined();
  });

  it('can be taken again once released, and a second release frees nobody else', async () => {
    const locks = make();
    const first = await locks.tryTake('a');
    first?.();
    await locks.whenFree('a', never);
    expect(await locks.tryTake('a')).toBeDefined();
    first?.();
    expect(await locks.tryTake('a')).toBeUndefined();
  });

  it('tell who waits when they are free', async () => {
    const locks = make();
    const release: Release | undefined = await locks.tryTake('a');
    let free = false;
    const waiting = locks.whenFree('a', never).then(() => {
      free = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(free).toBe(false);
    release?.();
    await waiting;
    expect(free).toBe(true);
  });

  it('let go of who waits when the wait is called off', async () => {
    const locks = make();
    await locks.tryTake('a');
    const stop = new AbortController();
    const waiting = locks.whenFree('a', stop.signal);
    stop.abort();
    await waiting;
    expect(await locks.tryTake('a')).toBeUndefined();
  });
});

describe('openCellLocks', () => {
  it('says that tabs are not told apart on plain http', async () => {
    const locks = openCellLocks(undefined);
    expect(locks.shared).toBe(false);
    expect(locks.reason).toContain('https');
    expect(await locks.tryTake('a')).toBeDefined();
  });

  it('still works where the browser refuses locks', async () => {
    const refusing = fakeLockManager();
    refusing.request = () => Promise.reject(new DOMException('opaque origin', 'SecurityError'));
    const locks = openCellLocks(refusing);
    expect(await locks.tryTake('a')).toBeDefined();
    expect(await locks.tryTake('a')).toBeUndefined();
  });
});
