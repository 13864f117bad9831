/** Lets go of a lock; calling it again does nothing. */
export type Release = () => void;

/** One lock per run key, so that two tabs do not train the same cell. */
export interface CellLocks {
  /** Whether other tabs see the locks. */
  shared: boolean;
  /** Why not, for a person; null when `shared`. */
  reason: string | null;
  /** Takes the lock, or answers undefined at once when another holds it. */
  tryTake(key: string): Promise<Release | undefined>;
  /** Resolves when the lock may be free again, or when the signal aborts. Takes nothing, never rejects. */
  whenFree(key: string, signal: AbortSignal): Promise<void>;
}

const nameOf = (key: string): string => `bitscape/cell/${key}`;

/** Locks by the browser's Web Locks (secure contexts only), else locks of this page alone. */
export function openCellLocks(manager: LockManager | undefined = globalThis.navigator?.locks): CellLocks {
  if (manager) return webLocks(manager);
  return {
    ...memoryLocks(),
    shared: false,
    reason: 'Another tab may train the same cells again: locks between tabs need https or localhost.',
  };
}

/** Locks of the browser, seen by every tab of the site and freed when a tab closes or crashes. */
function webLocks(manager: LockManager): CellLocks {
  const own = memoryLocks();
  return {
    shared: true,
    reason: null,
    tryTake: (key) =>
      new Promise((resolve) => {
        const hold = (lock: Lock | null) => {
          if (!lock) return resolve(undefined);
          return new Promise<void>((release) => resolve(() => release()));
        };
        manager
          .request(nameOf(key), { ifAvailable: true }, hold)
          // A page without an origin of its own (a sandboxed frame) may hold no locks.
          .catch(() => resolve(own.tryTake(key)));
      }),
    whenFree: (key, signal) =>
      manager
        .request(nameOf(key), { mode: 'shared', signal }, () => {})
        .catch(() => own.whenFree(key, signal)),
  };
}

/** Locks within one page or process. */
export function memoryLocks(): CellLocks {
  const held = new Map<string, { freed: Promise<void> }>();
  return {
    shared: true,
    reason: null,
    async tryTake(key) {
      if (held.has(key)) return undefined;
      let free: Release = () => {};
      held.set(key, { freed: new Promise((resolve) => (free = resolve)) });
      let released = false;
      return () => {
        if (released) return;
        released = true;
        held.delete(key);
        free();
      };
    },
    async whenFree(key, signal) {
      if (signal.aborted) return;
      const aborted = new Promise<void>((resolve) =>
        signal.addEventListener('abort', () => resolve(), { once: true }),
      );
      await Promise.race([held.get(key)?.freed, aborted]);
    },
  };
}
