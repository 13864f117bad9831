import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BitscapeError } from '../core/errors';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** Text of a file. @throws BitscapeError "NoSuchFile" or "UnreadableFile". */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new BitscapeError('NoSuchFile', `there is no file ${path}`, path);
    throw new BitscapeError('UnreadableFile', `${path} cannot be read: ${codeOf(error) ?? error}`, path);
  }
}

/** Text of a file; undefined if there is none. */
export async function readTextIfAny(path: string): Promise<string | undefined> {
  try {
    return await readText(path);
  } catch (error) {
    if (error instanceof BitscapeError && error.name === 'NoSuchFile') return undefined;
    throw error;
  }
}

/** Writes a file whole or not at all, making its folder. @throws BitscapeError "UnwritableFile". */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const part = `${path}.part${process.pid}`;
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    throw new BitscapeError('UnwritableFile', `${path} cannot be written: ${codeOf(error) ?? error}`, path);
  }
}
