import { formatLink, parseLink } from '../core/design/link';
import { useStore } from './store';

/** The page's address with the design in it: what Share copies. */
export function shareLink(): string {
  const { origin, pathname, search } = window.location;
  return `${origin}${pathname}${search}#${formatLink(useStore.getState().design)}`;
}

/** Opens the design of the address, if it has one, and says what in it could not be used. */
function openAddress(): void {
  const hash = window.location.hash.replace(/^#/, '');
  if (hash === '' || hash === formatLink(useStore.getState().design)) return;
  const { design, problems } = parseLink(hash);
  useStore.getState().openDesign(design);
  if (problems.length === 0) return;
  useStore.getState().notify('error', `Link: ${problems.join(' ')}`);
  writeAddress();
}

function writeAddress(): void {
  const hash = `#${formatLink(useStore.getState().design)}`;
  if (window.location.hash !== hash) window.history.replaceState(null, '', hash);
}

/** Keeps the address and the design equal, both ways. Returns a function that stops. */
export function syncLink(): () => void {
  openAddress();
  const stop = useStore.subscribe((state, previous) => {
    if (state.design !== previous.design) writeAddress();
  });
  window.addEventListener('hashchange', openAddress);
  return () => {
    stop();
    window.removeEventListener('hashchange', openAddress);
  };
}
