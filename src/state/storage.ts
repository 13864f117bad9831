import { type CellLocks, openCellLocks } from '../engine/storage/locks';
import { type OpenedCellStore, openCellStore } from '../engine/storage/open';
import { useStore } from './store';

let opened: Promise<OpenedCellStore> | null = null;

/** The page's store of trained cells, opened once; says so if it cannot outlive the page. */
export function cellStore(): Promise<OpenedCellStore> {
  opened ??= openCellStore((problem) => useStore.getState().notify('error', problem)).then((result) => {
    if (result.reason) useStore.getState().notify('error', result.reason);
    return result;
  });
  return opened;
}

/** Locks that keep two tabs from training the same cell. */
export const cellLocks = (): CellLocks => openCellLocks();
