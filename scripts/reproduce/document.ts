import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../src/cli/files';
import { BitscapeError } from '../../src/core/errors';
import { PAPERS } from './papers';
import { readRecord } from './record';

const DOCUMENT = fileURLToPath(new URL('../../docs/reproduction.md', import.meta.url));

const begin = (paper: string): string => `<!-- paper-${paper}: written by npm run reproduce -- --write -->`;
const end = (paper: string): string => `<!-- end paper-${paper} -->`;

/** A document with the text between a paper's marks replaced. @throws BitscapeError "NoMarks". */
export function withSection(document: string, paper: string, text: string): string {
  const [from, to] = [document.indexOf(begin(paper)), document.indexOf(end(paper))];
  if (from < 0 || to < from) {
    const wanted = `the document must have ${begin(paper)} and, after it, ${end(paper)}`;
    throw new BitscapeError('NoMarks', wanted, DOCUMENT);
  }
  return `${document.slice(0, from + begin(paper).length)}\n\n${text.trim()}\n\n${document.slice(to)}`;
}

/** docs/reproduction.md as it is, and as the records make it. */
export async function documented(): Promise<{ found: string; wanted: string }> {
  const found = readFileSync(DOCUMENT, 'utf8');
  let wanted = found;
  for (const [id, paper] of Object.entries(PAPERS)) {
    wanted = withSection(wanted, id, paper.render(await readRecord(id)));
  }
  return { found, wanted };
}

/** Writes the papers' sections of docs/reproduction.md anew from the records. */
export async function writeDocument(): Promise<void> {
  await writeWhole(DOCUMENT, (await documented()).wanted);
}
