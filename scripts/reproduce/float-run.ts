import { fileURLToPath } from 'node:url';
import { readTextIfAny, writeWhole } from '../../src/cli/files';
import { type Checkpoint, keyOfRun } from '../../src/engine/checkpoint';
import { checkpointFromFile, checkpointToFile } from '../../src/engine/checkpoint-file';

const FOLDER = fileURLToPath(new URL('../../reproduce-work/', import.meta.url));

/** Keeps a float training between runs of the script: `resume` is what is kept of that run, `keep` keeps it. */
export async function keptFloat(name: string, key: string) {
  const path = `${FOLDER}${name}.json`;
  const text = await readTextIfAny(path);
  const found = text === undefined ? undefined : checkpointFromFile(text, path);
  return {
    resume: found && keyOfRun(found) === key ? found : undefined,
    keep: (run: Checkpoint): Promise<void> => writeWhole(path, checkpointToFile(run)),
  };
}
