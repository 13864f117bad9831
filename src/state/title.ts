import { useStore } from './store';

/** Says in the tab's title that training goes on, and how far it is. */
export function syncTitle(): void {
  useStore.subscribe(({ sweep }, previous) => {
    if (sweep === previous.sweep) return;
    const count = `${Math.floor(sweep.cellsDone)}/${sweep.cells}`;
    const words = { idle: '', running: `${count} training · `, paused: `${count} paused · `, stopping: '' };
    document.title = `${words[sweep.state]}Bitscape`;
  });
}
