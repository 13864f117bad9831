import { useStore } from './store';

/** Says in the tab's title that training goes on, and how far it is. */
export function syncTitle(): void {
  useStore.subscribe(({ sweep }, previous) => {
    if (sweep === previous.sweep) return;
    const { goal, shared, cellsDone, cells } = sweep;
    const count = shared ? `${Math.floor(100 * shared.share)} %` : `${Math.floor(cellsDone)}/${cells}`;
    const what = goal === 'preview' ? 'preview' : 'training';
    const words = { idle: '', running: `${count} ${what} · `, paused: `${count} paused · `, stopping: '' };
    document.title = `${words[sweep.state]}Bitscape`;
  });
}
