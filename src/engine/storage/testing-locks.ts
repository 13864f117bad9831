type Grant = (lock: Lock | null) => unknown;

/** A stand-in for `navigator.locks` that knows exclusive and shared requests, `ifAvailable` and `signal`. */
export function fakeLockManager(): LockManager {
  const tails = new Map<string, Promise<unknown>>();
  const request = async (name: string, second: LockOptions | Grant, third?: Grant) => {
    const options = typeof second === 'function' ? {} : second;
    const granted = typeof second === 'function' ? second : third!;
    const tail = tails.get(name);
    if (tail && options.ifAvailable) return granted(null);
    const { signal } = options;
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
    await Promise.race([tail, ...(signal ? [aborted] : [])]);
    const mode = options.mode ?? 'exclusive';
    const work = Promise.resolve(granted({ name, mode }));
    if (mode === 'shared') return work;
    tails.set(name, work);
    return work.finally(() => tails.delete(name));
  };
  return { request, query: async () => ({ held: [], pending: [] }) };
}
