import { BitscapeError } from '../core/errors';
import type { Command, Option } from './command';

/** The options and files that a command was given. */
export interface Arguments {
  /** Text of an option's value; undefined if it was not given. */
  get(name: string): string | undefined;
  has(name: string): boolean;
  /** @throws BitscapeError "MissingOption" if it was not given. */
  need(name: string): string;
  /** Arguments without dashes. */
  files: readonly string[];
}

const HELP: Option = { name: 'help', help: 'show this' };

/**
 * Reads `--name value`, `--name=value`, switches and files as the command's tables say.
 * @throws BitscapeError "UnknownOption", "RepeatedOption", "MissingValue", "UnexpectedValue" or
 * "UnexpectedArgument", each with what is legal.
 */
export function parseArguments(command: Command, argv: readonly string[]): Arguments {
  const options = [...command.groups.flatMap((group) => group.options), HELP];
  const given = new Map<string, string>();
  const files: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    if (!argv[i].startsWith('--')) {
      files.push(argv[i]);
      continue;
    }
    const [, name, inline] = /^--([^=]*)(?:=(.*))?$/s.exec(argv[i]) ?? ['', argv[i], undefined];
    const option = options.find((candidate) => candidate.name === name);
    if (!option) throw unknownOption(command, name, options);
    if (given.has(name)) throw new BitscapeError('RepeatedOption', `--${name} is given twice`, `--${name}`);
    given.set(name, option.value ? (inline ?? textFor(option, argv[++i])) : noTextFor(option, inline));
  }
  if (!command.files && files.length > 0) {
    throw new BitscapeError(
      'UnexpectedArgument',
      `${command.name} takes options only; "${files[0]}" is none (see: bitscape help ${command.name})`,
      files[0],
    );
  }
  return {
    get: (name) => given.get(name),
    has: (name) => given.has(name),
    need: (name) => given.get(name) ?? missing(command, name),
    files,
  };
}

function unknownOption(command: Command, name: string, options: readonly Option[]): BitscapeError {
  const legal = options.map((option) => `--${option.name}`).join(', ');
  return new BitscapeError(
    'UnknownOption',
    `${command.name} has no option --${name}; its options are ${legal}`,
    `--${name}`,
  );
}

function textFor({ name, value }: Option, text: string | undefined): string {
  if (text !== undefined && !text.startsWith('--')) return text;
  throw new BitscapeError('MissingValue', `--${name} needs a value: --${name} ${value}`, `--${name}`);
}

function noTextFor({ name }: Option, inline: string | undefined): string {
  if (inline === undefined) return '';
  throw new BitscapeError('UnexpectedValue', `--${name} takes no value, "${inline}" was given`, `--${name}`);
}

function missing(command: Command, name: string): never {
  throw new BitscapeError(
    'MissingOption',
    `${command.name} needs --${name} (see: bitscape help ${command.name})`,
    `--${name}`,
  );
}
