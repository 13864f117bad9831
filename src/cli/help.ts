import type { Command, Option } from './command';

/** Help of the whole program. */
export const programHelp = (commands: readonly Command[]): string => `Usage: bitscape <command> [options]

Trains quantized networks, estimates their hardware and exports them. Results are JSON on standard output,
messages go to standard error.

Commands
${table(commands.map(({ name, summary }) => [name, summary]))}
  ${'help'.padEnd(WIDTH)}show this, or the help of a command: bitscape help train

bitscape --version prints the version.
`;

/** Help of one command, from its tables. */
export function commandHelp(command: Command): string {
  const usage = `Usage: bitscape ${command.name} [options]${command.files ? ` [${command.files}]` : ''}`;
  const groups = command.groups.map(
    ({ title, options }) => `${title}\n${table(options.map((option) => [written(option), option.help]))}`,
  );
  return `${[usage, command.summary, ...groups, `Prints\n  ${wrapped(command.prints, 2)}`].join('\n\n')}\n`;
}

/** Width of a table's first column, and of a line. */
const WIDTH = 24;
const LINE = 110;

const written = ({ name, value }: Option): string => (value ? `--${name} ${value}` : `--${name}`);

const table = (rows: readonly [name: string, text: string][]): string =>
  rows.map(([name, text]) => `  ${name.padEnd(WIDTH)}${wrapped(text, WIDTH + 2)}`).join('\n');

/** Text broken between words, to be put at column `indent`. */
function wrapped(text: string, indent: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + 1 + word.length > LINE - indent) lines.push(word);
    else lines[last] += lines[last] ? ` ${word}` : word;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
