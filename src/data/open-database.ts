import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';
import { BitscapeError } from '../core/errors';

/** How long the browser may take to open a database; some hang for ever when their storage is broken. */
const OPEN_LIMIT_MS = 10_000;

/**
 * Opens a database of IndexedDB; when a newer page wants to upgrade it, it is closed and `onClosed` hears of it,
 * as when the browser closes it.
 * @throws BitscapeError "StorageUnavailable" that says why not, after ten seconds at the latest.
 */
export async function openDatabase<S extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<S>['upgrade']>,
  onClosed: () => void,
): Promise<IDBPDatabase<S>> {
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  const refused = new Promise<never>((_, reject) => {
    const refuse = (why: string) => reject(new BitscapeError('StorageUnavailable', why, name));
    giveUp = setTimeout(refuse, OPEN_LIMIT_MS, 'the browser did not open its database');
  });
  const opening = open<S>(name, version, {
    upgrade,
    // Another tab has a newer version of the page: make way for it.
    blocking: () => {
      opening.then((database) => database.close()).catch(() => {});
      onClosed();
    },
    terminated: onClosed,
  });
  try {
    return await Promise.race([opening, refused]);
  } catch (error) {
    opening.then((late) => late.close()).catch(() => {});
    throw asUnavailable(error, name);
  } finally {
    clearTimeout(giveUp);
  }
}

/** Rejects where IndexedDB is missing or blocked; `openDB` itself may throw. */
const open = async <S extends DBSchema>(
  name: string,
  version: number,
  callbacks: OpenDBCallbacks<S>,
): Promise<IDBPDatabase<S>> => openDB<S>(name, version, callbacks);

function asUnavailable(error: unknown, name: string): BitscapeError {
  if (error instanceof BitscapeError) return error;
  const why = error instanceof Error && error.message ? error.message : String(error);
  return new BitscapeError('StorageUnavailable', why, name);
}
