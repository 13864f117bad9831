import { type JsonReader, jsonTextReader } from '../core/design/json-reader';
import { messageOf } from '../core/errors';
import { type AppState, useStore } from './store';

/** A list of the store that this browser keeps in `localStorage`. */
export interface KeptList<T> {
  /** Key of the storage. */
  key: string;
  /** What an item is called: "device". */
  noun: string;
  /** Name of the errors of a text that is not such a list. */
  errorName: string;
  /** Reads an item with checks. */
  item(reader: JsonReader): T;
  get(state: AppState): readonly T[];
  set(items: readonly T[]): void;
}

/** Keeps a list of the store and what this browser has of it equal, over all its tabs. Returns a function that stops. */
export function syncKeptList<T>(list: KeptList<T>): () => void {
  load(list);
  const stop = useStore.subscribe((state, previous) => {
    if (list.get(state) !== list.get(previous)) save(list, list.get(state));
  });
  const reload = (event: StorageEvent) => event.key === list.key && load(list);
  window.addEventListener('storage', reload);
  return () => {
    stop();
    window.removeEventListener('storage', reload);
  };
}

/** Reads the list; what is no item is left out and named in the log. */
function load<T>({ key, noun, errorName, item, set }: KeptList<T>): void {
  const { note } = useStore.getState();
  const itemOrNote = (reader: JsonReader): T[] => {
    try {
      return [item(reader)];
    } catch (error) {
      note(`A stored ${noun} is left out: ${messageOf(error)}`);
      return [];
    }
  };
  try {
    set(
      jsonTextReader(stored(key) ?? '[]', `stored ${noun}s`, errorName)
        .list()
        .flatMap(itemOrNote),
    );
  } catch (error) {
    note(`Your stored ${noun}s cannot be read: ${messageOf(error)}`);
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function save<T>({ key, noun }: KeptList<T>, items: readonly T[]): void {
  const text = JSON.stringify(items);
  if (text === (stored(key) ?? '[]')) return;
  try {
    localStorage.setItem(key, text);
  } catch {
    useStore.getState().notify('info', `This browser refuses storage: your ${noun}s hold for this visit.`);
  }
}
