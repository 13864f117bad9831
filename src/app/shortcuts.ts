import { useEffect } from 'react';
import { useStore } from '../state/store';

/** Undo and redo by keyboard, outside of text fields. Grid keys are the grid's own. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      const { undo, redo } = useStore.getState();
      (event.shiftKey ? redo : undo)();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
