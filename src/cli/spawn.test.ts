import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readJson, scratch, TINY } from './testing';

const bin = fileURLToPath(new URL('../../bin/bitscape.mjs', import.meta.url));

/** Runs the program itself, standing in `cwd`. */
const spawn = (argv: readonly string[], cwd = tmpdir(), env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [bin, ...argv], { cwd, encoding: 'utf8', env: { ...process.env, ...env } });

it('runs as a program from any folder: JSON on standard output, messages on standard error', () => {
  const at = scratch();
  const { status, stdout, stderr } = spawn(
    ['train', ...TINY, '--epochs', '1', '--out', 'cell.json'],
    at('.'),
  );
  expect(stderr).toContain('engine: reference');
  expect(status).toBe(0);
  expect(JSON.parse(stdout).accuracy).toBe(Object(readJson(at('cell.json'))).accuracy);
});

it('fails with a named error and an exit status', () => {
  const { status, stdout, stderr } = spawn(['fly']);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^bitscape: UnknownCommand: /);
});

it('takes paths from where the person stands when npm runs it', () => {
  const at = scratch();
  const npm = { npm_lifecycle_event: 'bitscape', INIT_CWD: at('.') };
  const { stderr } = spawn(['evaluate', '--checkpoint', 'none.json'], tmpdir(), npm);
  expect(stderr).toContain('there is no file none.json');
  const training = ['train', ...TINY, '--epochs', '1', '--out', 'cell.json'];
  expect(spawn(training, tmpdir(), npm).status).toBe(0);
  expect(Object(readJson(at('cell.json'))).format).toBe('bitscape-cell');
});
