import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../src/cli/files';
import { BitscapeError } from '../../src/core/errors';
import { PUBLIC_ATLAS, readAtlas } from './published';
import { reproductionTables } from './reproduction-tables';

const DOCUMENT = fileURLToPath(new URL('../../docs/reproduction.md', import.meta.url));

const BEGIN = '<!-- atlas: written by npm run atlas -- --facts -->';
const END = '<!-- end -->';

/** A document with the text between the marks replaced. @throws BitscapeError "NoMarks". */
export function withTables(document: string, tables: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) {
    throw new BitscapeError('NoMarks', `the document must have ${BEGIN} and, after it, ${END}`, DOCUMENT);
  }
  return `${document.slice(0, from + BEGIN.length)}\n\n${tables}\n\n${document.slice(to)}`;
}

/** docs/reproduction.md as it is, and as the committed atlas makes it. */
export async function reproduction(): Promise<{ found: string; wanted: string }> {
  const found = readFileSync(DOCUMENT, 'utf8');
  return { found, wanted: withTables(found, reproductionTables(await readAtlas(PUBLIC_ATLAS))) };
}

/** Writes the tables of docs/reproduction.md anew. */
export async function writeReproduction(): Promise<void> {
  await writeWhole(DOCUMENT, (await reproduction()).wanted);
}
