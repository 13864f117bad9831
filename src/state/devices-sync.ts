import { type JsonReader, jsonTextReader } from '../core/design/json-reader';
import { messageOf } from '../core/errors';
import type { Device } from '../core/hardware/device';
import { deviceFromJson } from '../core/hardware/device-json';
import { useStore } from './store';

const KEY = 'bitscape-devices';

/** Keeps the person's own devices and what this browser stores equal, over all its tabs. Returns a function that stops. */
export function syncDevices(): () => void {
  load();
  const stop = useStore.subscribe((state, previous) => {
    if (state.ownDevices !== previous.ownDevices) save(state.ownDevices);
  });
  const reload = (event: StorageEvent) => event.key === KEY && load();
  window.addEventListener('storage', reload);
  return () => {
    stop();
    window.removeEventListener('storage', reload);
  };
}

/** Reads the list; what is no device is left out and named in the log. */
function load(): void {
  const text = stored() ?? '[]';
  const { note, setOwnDevices } = useStore.getState();
  try {
    const list = jsonTextReader(text, 'stored devices', 'BadDevice').list();
    setOwnDevices(list.flatMap((reader) => deviceOrNote(reader, note)));
  } catch (error) {
    note(`Your stored devices cannot be read: ${messageOf(error)}`);
  }
}

function deviceOrNote(reader: JsonReader, note: (text: string) => void): Device[] {
  try {
    return [deviceFromJson(reader)];
  } catch (error) {
    note(`A stored device is left out: ${messageOf(error)}`);
    return [];
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function save(devices: readonly Device[]): void {
  const text = JSON.stringify(devices);
  if (text === (stored() ?? '[]')) return;
  try {
    localStorage.setItem(KEY, text);
  } catch {
    useStore.getState().notify('info', 'This browser refuses storage: your devices hold for this visit.');
  }
}
