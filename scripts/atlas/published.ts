import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTextIfAny, writeWhole } from '../../src/cli/files';
import {
  type AtlasEntry,
  type AtlasManifest,
  type AtlasRun,
  MANIFEST_PATH,
  runPath,
} from '../../src/core/atlas/atlas';
import { atlasManifestFromJson, atlasManifestToJson } from '../../src/core/atlas/manifest-file';
import { atlasRunFromJson, atlasRunToJson } from '../../src/core/atlas/run-file';
import type { BuiltRun } from './build-run';
import { DATASET } from './runs';

/** Where the atlas of the site lies. */
export const PUBLIC_ATLAS = fileURLToPath(new URL('../../public/atlas', import.meta.url));

/** A run as it lies in the folder of an atlas. */
export interface PublishedRun {
  entry: AtlasEntry;
  run: AtlasRun;
}

/** The atlas in a folder; without runs if there is none. @throws BitscapeError "BadAtlasFile" or "NoSuchFile". */
export async function readAtlas(folder: string): Promise<PublishedRun[]> {
  const path = join(folder, MANIFEST_PATH);
  const text = await readTextIfAny(path);
  if (text === undefined) return [];
  const runs: PublishedRun[] = [];
  for (const entry of atlasManifestFromJson(text, path).entries) {
    const file = join(folder, runPath(entry.id));
    const own = await readTextIfAny(file);
    // A run whose file was removed is to be made anew.
    if (own !== undefined) runs.push({ entry, run: atlasRunFromJson(own, file) });
  }
  return runs;
}

/** Writes the files of a run, and removes networks that it has no longer. */
export async function writeRun(folder: string, { run, networks }: BuiltRun): Promise<void> {
  await writeWhole(join(folder, runPath(run.id)), atlasRunToJson(run));
  for (const [path, bytes] of networks) await writeWhole(join(folder, path), bytes);
  const own = join(folder, run.id);
  const stale = (existsSync(own) ? readdirSync(own) : []).filter(
    (name) => !networks.has(`${run.id}/${name}`),
  );
  for (const name of stale) if (name.endsWith('.bin')) await rm(join(own, name));
}

/** Writes the manifest of these runs. */
export async function writeManifest(folder: string, entries: readonly AtlasEntry[]): Promise<AtlasManifest> {
  const manifest = { dataset: DATASET, entries };
  await writeWhole(join(folder, MANIFEST_PATH), atlasManifestToJson(manifest));
  return manifest;
}
