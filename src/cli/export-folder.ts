import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GeneratedFile } from '../core/codegen/export-request';
import { jsonTextReader } from '../core/design/json-reader';
import { BitscapeError } from '../core/errors';
import { readText, writeWhole } from './files';

const MANIFEST = 'MANIFEST.json';

/**
 * Writes an export into a folder that is new, empty, or holds an earlier export, whose files go first.
 * @throws BitscapeError "FolderNotEmpty" rather than touch other files.
 */
export async function writeFolder(folder: string, files: readonly GeneratedFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const present = await readdir(folder);
  if (present.includes(MANIFEST)) await removeExport(folder);
  else if (present.length > 0) {
    throw new BitscapeError(
      'FolderNotEmpty',
      `${folder} holds other files: choose a new or empty folder`,
      folder,
    );
  }
  for (const { path, content } of files) await writeWhole(join(folder, path), content);
}

/** Removes the files that the folder's manifest names, and nothing outside the folder. */
async function removeExport(folder: string): Promise<void> {
  const path = join(folder, MANIFEST);
  const manifest = jsonTextReader(await readText(path), path, 'FolderNotEmpty');
  const inside = Object.keys(manifest.at('files').object()).filter(
    (name) => !name.split(/[/\\]/).includes('..'),
  );
  for (const name of [...inside, MANIFEST]) await rm(join(folder, name), { force: true });
}
