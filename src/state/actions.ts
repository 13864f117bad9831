import { shareLink } from './link-sync';
import { useStore } from './store';

/** Same design, other initial weights and shuffles. */
export function newSeed(): void {
  const { design, edit } = useStore.getState();
  let seed = design.seed;
  while (seed === design.seed) seed = Math.floor(Math.random() * 100_000);
  edit({ seed });
}

/** Copies the share link; without clipboard access (plain http) it says where the link is. */
export async function copyShareLink(): Promise<void> {
  const { notify } = useStore.getState();
  const link = shareLink();
  try {
    await navigator.clipboard.writeText(link);
    notify('info', 'Link copied. It holds the whole design.');
  } catch {
    notify('info', `This page may not use the clipboard. The link is the address of the page: ${link}`);
  }
}

/** Saves bytes as a file of the browser's downloads. */
export function saveFile(name: string, content: Uint8Array<ArrayBuffer> | string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
