import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REVISION } from '../core/design/revision';
import { COMMANDS } from './main';
import { errorOf, runCli } from './testing';

describe('the command line', () => {
  it.each([['help'], ['--help'], ['-h']])('lists every command with %s', async (word) => {
    const { status, text } = await runCli([word]);
    expect(status).toBe(0);
    for (const { name, summary } of COMMANDS) {
      expect(text).toContain(`  ${name} `);
      expect(text.replace(/\s+/g, ' ')).toContain(summary);
    }
  });

  it.each(COMMANDS.map((command) => command.name))('explains every option of %s', async (name) => {
    const { status, text } = await runCli([name, '--help']);
    expect(status).toBe(0);
    expect(text).toBe((await runCli(['help', name])).text);
    const options = COMMANDS.find((command) => command.name === name)?.groups.flatMap(
      (group) => group.options,
    );
    for (const option of options ?? []) expect(text).toContain(`  --${option.name}`);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('prints its version', async () => {
    expect((await runCli(['--version'])).text).toBe(`${REVISION}\n`);
  });

  it.each([
    [[], 'MissingCommand: give a command: train, sweep'],
    [
      ['fly'],
      'UnknownCommand: "fly" is not a command: use one of train, sweep, preview, evaluate, estimate, estimate-layers, export, link',
    ],
    [['help', 'fly'], 'UnknownCommand'],
    [['link', '--fly'], 'UnknownOption: link has no option --fly; its options are --network, --weight-bits'],
    [['link', '--seed'], 'MissingValue: --seed needs a value: --seed N'],
    [['link', '--seed', '--network', 'tfc'], 'MissingValue: --seed'],
    [['link', '--seed=1', '--seed', '2'], 'RepeatedOption: --seed is given twice'],
    [['link', 'tfc'], 'UnexpectedArgument: link takes options only; "tfc" is none'],
    [['sweep', '--merge=x'], 'UnexpectedValue: --merge takes no value'],
    [['link', '--seed', '-1'], 'BadOption: --seed -1: seed must be an integer from 0 to 4294967295'],
    [['link', '--weights', '0-3'], 'BadOption: --weights 0-3: weight bits to train'],
    [
      ['link', '--network', 'vgg'],
      'BadOption: --network vgg: network must be tfc, sfc, lfc, cnn, jets or an MLP',
    ],
    [['train', '--limit', '0'], 'BadOption: --limit 0: it must be a whole number of at least 1'],
    [['evaluate'], 'MissingOption: evaluate needs --checkpoint'],
    [['evaluate', '--checkpoint', '/no/such'], 'NoSuchFile: there is no file /no/such'],
    [['sweep', 'a.json'], 'UnexpectedArgument: "a.json": files are for sweep --merge'],
    [['estimate-layers'], 'MissingFiles: give one file of records'],
    [
      ['estimate-layers', 'x', '--formulas', 'y'],
      'BadOption: --formulas y: it must be one of finn, finn-corrected',
    ],
    [['sweep'], 'MissingOption: sweep needs --out'],
    [['sweep', '--merge'], 'MissingFiles'],
    [['sweep', '--out', 'x', '--shard', '3/2'], 'BadOption: --shard 3/2: it must be i/n'],
  ])('names what is wrong in %j', async (argv, message) => {
    expect(await errorOf(...argv)).toContain(`bitscape: ${message}`);
  });
});

describe('docs/cli.md', () => {
  const docs = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');

  it.each(COMMANDS)('names the options of $name, and no others', ({ name, groups }) => {
    const section = docs.split(/^## /m).find((text) => text.startsWith(`${name}\n`)) ?? '';
    const [, paragraph] = section.split('\n\n');
    const options = groups.flatMap((group) => group.options.map((option) => `--${option.name}`));
    expect(new Set(paragraph.match(/--[\w-]+/g))).toEqual(new Set(options));
  });
});
