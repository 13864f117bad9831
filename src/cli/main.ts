import { REVISION } from '../core/design/revision';
import { BitscapeError } from '../core/errors';
import { parseArguments } from './arguments';
import type { Command } from './command';
import { compress } from './compress';
import { estimate } from './estimate';
import { estimateLayers } from './estimate-layers';
import { evaluate } from './evaluate';
import { exportCommand } from './export';
import { fixed } from './fixed';
import { commandHelp, programHelp } from './help';
import { type Io, processIo } from './io';
import { link } from './link';
import { preview } from './preview';
import { smallest } from './smallest';
import { sweep } from './sweep';
import { train } from './train';

/** The commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  train,
  sweep,
  preview,
  evaluate,
  estimate,
  estimateLayers,
  exportCommand,
  link,
  compress,
  fixed,
  smallest,
];

/** Exit status after Ctrl-C, as shells count it. */
const INTERRUPTED = 130;

/**
 * The command line: runs one command and gives the exit status. The result goes to standard output as JSON,
 * everything else to standard error.
 */
export async function main(argv: readonly string[], io: Io = processIo): Promise<number> {
  try {
    io.out(await answer(argv, io));
    return 0;
  } catch (error) {
    io.note(described(error));
    return error instanceof BitscapeError && error.name === 'Interrupted' ? INTERRUPTED : 1;
  }
}

async function answer([name, ...rest]: readonly string[], io: Io): Promise<string> {
  if (name === '--version') return `${REVISION}\n`;
  if (name === 'help' || name === '--help' || name === '-h') {
    return rest.length ? commandHelp(commandOf(rest[0])) : programHelp(COMMANDS);
  }
  const command = commandOf(name);
  if (rest.includes('--help') || rest.includes('-h')) return commandHelp(command);
  return `${JSON.stringify(await command.run(parseArguments(command, rest), io), null, 2)}\n`;
}

function commandOf(name: string | undefined): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command) return command;
  const names = COMMANDS.map((candidate) => candidate.name).join(', ');
  throw name === undefined
    ? new BitscapeError('MissingCommand', `give a command: ${names} (see: bitscape help)`)
    : new BitscapeError('UnknownCommand', `"${name}" is not a command: use one of ${names}`, name);
}

function described(error: unknown): string {
  if (error instanceof BitscapeError) return `bitscape: ${error.name}: ${error.message}`;
  return `bitscape: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
