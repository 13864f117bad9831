import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { onTestFinished } from 'vitest';
import { main } from './main';

/** What a command left behind. */
export interface CliRun {
  status: number;
  /** Standard output. */
  text: string;
  /** Standard output as JSON; undefined if it is none. */
  json: unknown;
  /** Lines of standard error. */
  notes: string[];
}

/** Runs the command line in this process. `interruptAt`: presses Ctrl-C when a note contains the text. */
export async function runCli(argv: readonly string[], interruptAt?: string): Promise<CliRun> {
  let text = '';
  const notes: string[] = [];
  let stop = () => {};
  const status = await main(argv, {
    out: (part) => {
      text += part;
    },
    note(line) {
      notes.push(line);
      if (interruptAt !== undefined && line.includes(interruptAt)) stop();
    },
    onInterrupt(handler) {
      stop = handler;
      return () => {
        stop = () => {};
      };
    },
  });
  return { status, text, json: parsed(text), notes };
}

/** Runs a command that must succeed; its JSON. */
export async function resultOf(...argv: string[]): Promise<unknown> {
  const { status, json, notes } = await runCli(argv);
  if (status !== 0) throw new Error(`bitscape ${argv.join(' ')} failed: ${notes.join('\n')}`);
  return json;
}

/** Runs a command that must fail; the last line of standard error. */
export async function errorOf(...argv: string[]): Promise<string> {
  const { status, text, notes } = await runCli(argv);
  if (status === 0 || text !== '') throw new Error(`bitscape ${argv.join(' ')} did not fail: ${text}`);
  return notes.at(-1) ?? '';
}

/** A path in a folder that goes away with the test. */
export function scratch(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'bitscape-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}

export const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Options of a run that takes a second: tiny network, few synthetic images, the plain engine. */
export const TINY = [
  '--network',
  '784-8-10',
  '--data',
  'synthetic',
  '--limit',
  '120',
  '--engine',
  'reference',
];

const FORMATS = new URL('../../docs/formats/', import.meta.url);
let schemas: Ajv2020 | undefined;

/** What a document breaks of the schema of that name in docs/formats. */
export function faultsOf(schema: string, document: unknown): unknown[] {
  if (!schemas) {
    schemas = new Ajv2020({ strict: true, allowUnionTypes: true, formats: {} });
    for (const name of readdirSync(FORMATS))
      schemas.addSchema(JSON.parse(readFileSync(new URL(name, FORMATS), 'utf8')));
  }
  const validate = schemas.getSchema(`${schema}.schema.json`);
  if (!validate) throw new Error(`there is no schema ${schema}`);
  validate(document);
  return validate.errors ?? [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
