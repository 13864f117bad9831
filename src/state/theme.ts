import type { Theme } from './session-slice';
import { useStore } from './store';

const KEY = 'bitscape-theme';

/** Keeps the page's colours and the stored choice equal to the store's theme. */
export function syncTheme(): void {
  const stored = read();
  if (stored) useStore.getState().setTheme(stored);
  apply(useStore.getState().theme);
  useStore.subscribe((state, previous) => {
    if (state.theme === previous.theme) return;
    apply(state.theme);
    try {
      localStorage.setItem(KEY, state.theme);
    } catch {
      // Storage is blocked: the choice holds for this visit.
    }
  });
}

const apply = (theme: Theme): void => {
  document.documentElement.dataset.theme = theme;
};

function read(): Theme | null {
  try {
    const text = localStorage.getItem(KEY);
    return text === 'auto' || text === 'light' || text === 'dark' ? text : null;
  } catch {
    return null;
  }
}
