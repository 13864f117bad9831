import { DESIGN_DEFAULTS, type Design } from './design';

/** Keys and texts of a link, in its order. */
export type LinkPairs = ReadonlyMap<string, string>;

/** What a version of the link means. */
export interface LinkVersion {
  /** Values of what the link leaves out: frozen, so that a link means the same for ever. */
  defaults: Readonly<Design>;
  /** The pairs as the next version writes them. */
  upgrade(pairs: LinkPairs): LinkPairs;
}

/**
 * The link versions from 1 on (index 0 is version 1). A change of a default, a key or a meaning adds a
 * version; the entries of the old ones stay, and the table of old links in `link.test.ts` proves it.
 */
export const LINK_VERSIONS: readonly LinkVersion[] = [
  { defaults: DESIGN_DEFAULTS, upgrade: (pairs) => pairs },
];

/** The version that new links carry. */
export const LINK_VERSION = LINK_VERSIONS.length;
