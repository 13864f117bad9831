import type { CellDatabase } from './schema';

/** How long a run that is not finished is kept. */
const CHECKPOINT_DAYS = 30;

/**
 * Forgets the runs that were saved last more than `CHECKPOINT_DAYS` before `now` (milliseconds since 1970), or by
 * a version that did not note when. Finished cells stay.
 */
export async function dropOldCheckpoints(database: CellDatabase, now: number): Promise<void> {
  const oldest = now - CHECKPOINT_DAYS * 24 * 3600 * 1000;
  const tx = database.transaction(['heads', 'states'], 'readwrite');
  for (let at = await tx.objectStore('heads').openCursor(); at; at = await at.continue()) {
    if ((at.value.savedAt ?? 0) >= oldest) continue;
    await tx.objectStore('states').delete(at.primaryKey);
    await at.delete();
  }
  await tx.done;
}
