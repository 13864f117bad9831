import { type AtlasEntry, MANIFEST_PATH, runPath } from '../core/atlas/atlas';
import { atlasManifestFromJson } from '../core/atlas/manifest-file';
import { atlasNetwork, networkPath } from '../core/atlas/networks';
import { atlasRunFromJson } from '../core/atlas/run-file';
import { BitscapeError } from '../core/errors';
import { type ReferenceNetwork, wantedEntries } from './atlas';
import { messageOf } from './messages';
import { useStore } from './store';

/** What was asked for in this tab, by path: each file is fetched once, and one that fails is not asked for again. */
const asked = new Map<string, Promise<void>>();

/**
 * Loads what the present design needs of the atlas: the manifest, then the accuracies of one run or two. Never
 * rejects: what cannot be had is told in the log, and the page works without it.
 */
export async function loadAtlas(): Promise<void> {
  await once(MANIFEST_PATH, async (where) => {
    const manifest = atlasManifestFromJson(await (await get(where)).text(), where);
    useStore.getState().setAtlasManifest(manifest);
  });
  const { atlas, design } = useStore.getState();
  if (atlas.manifest) await Promise.all(wantedEntries(atlas.manifest, design).map(loadRun));
}

const loadRun = ({ id }: AtlasEntry): Promise<void> =>
  once(runPath(id), async (where) => {
    const run = atlasRunFromJson(await (await get(where)).text(), where);
    useStore.getState().addAtlasRun(id, run);
  });

/** Bytes of a packed network, for `unpackNetwork`. @throws if they cannot be had or are not those of the atlas. */
export async function fetchNetwork({ entry, packed }: ReferenceNetwork): Promise<Uint8Array> {
  const where = `atlas/${networkPath(entry.id, packed)}`;
  return atlasNetwork(packed, new Uint8Array(await (await get(where)).arrayBuffer()), where);
}

function once(path: string, load: (where: string) => Promise<void>): Promise<void> {
  const known = asked.get(path);
  if (known) return known;
  const loading = load(`atlas/${path}`).catch((error: unknown) =>
    useStore.getState().note(`No reference: ${messageOf(error)}. Reload the page to try again.`),
  );
  asked.set(path, loading);
  return loading;
}

/** A file beside the page; asks the server whether a kept copy still holds, so that all are of one version. */
async function get(where: string): Promise<Response> {
  let status: string;
  try {
    const response = await fetch(where, { cache: 'no-cache' });
    if (response.ok) return response;
    status = `the server answered ${response.status}`;
  } catch (error) {
    status = messageOf(error);
  }
  throw new BitscapeError('AtlasUnavailable', `${where} could not be loaded: ${status}`, where);
}
