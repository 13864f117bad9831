import type { AtlasEntry, AtlasManifest, AtlasTerms } from './atlas';

/**
 * The run to show beside a person's own of these terms: the one of exactly as many epochs, else, of the same network,
 * input bits and loss, the one of the most epochs; null if there is none.
 */
export function bestEntry({ entries }: AtlasManifest, terms: AtlasTerms): AtlasEntry | null {
  const { network, inputBits, loss, epochs } = terms;
  const alike = entries.filter(
    (entry) => entry.network === network && entry.inputBits === inputBits && entry.loss === loss,
  );
  const longest = alike.reduce<AtlasEntry | null>(
    (best, entry) => (best && best.epochs >= entry.epochs ? best : entry),
    null,
  );
  return alike.find((entry) => entry.epochs === epochs) ?? longest;
}
