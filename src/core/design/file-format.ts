import { BitscapeError } from '../errors';
import type { JsonReader } from './json-reader';

/**
 * Checks the members `format` and `version` that each of our files has.
 * @throws the reader's error if it is of another format, BitscapeError "NewerFile" if it is newer than this reads.
 */
export function assertFormat(file: JsonReader, format: string, version: number, where: string): void {
  if (file.at('format').value !== format) file.at('format').fail(`"${format}"`);
  const written = file.at('version').integer(1, 1e6);
  if (written > version) {
    throw new BitscapeError(
      'NewerFile',
      `${where} is of version ${written}; this Bitscape reads up to ${version}: use a newer one`,
      where,
    );
  }
}
