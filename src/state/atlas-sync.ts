import { atlasTerms } from './atlas';
import { messageOf } from './messages';
import { useStore } from './store';

/** Loads what each design needs of the reference atlas, the first time when the page has been drawn. */
export function syncAtlas(): void {
  let terms = '';
  const follow = () => {
    const { design } = useStore.getState();
    const now = JSON.stringify(atlasTerms(design));
    if (now === terms) return;
    terms = now;
    void load();
  };
  whenIdle(() => {
    follow();
    useStore.subscribe((state, previous) => {
      if (state.design !== previous.design) follow();
    });
  });
}

/** The reader of the atlas is not in the first load. */
async function load(): Promise<void> {
  try {
    const { loadAtlas } = await import('./atlas-load');
    await loadAtlas();
  } catch (error) {
    useStore.getState().note(`No reference: ${messageOf(error)}`);
  }
}

/** Safari has no `requestIdleCallback`. */
function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 500 });
  else setTimeout(run, 0);
}
