import type { Arguments } from './arguments';
import type { Io } from './io';

/** One option of a command. Options with no `value` are switches. */
export interface Option {
  /** Without the dashes: "weight-bits". */
  name: string;
  /** What stands for its value in the help: "N", "<file>". */
  value?: string;
  help: string;
}

/** Options that belong together in the help, and are shared by commands. */
export interface OptionGroup {
  title: string;
  options: readonly Option[];
}

/** One command of the command line. */
export interface Command {
  name: string;
  /** One line: what it does. */
  summary: string;
  /** What it prints on standard output. */
  prints: string;
  groups: readonly OptionGroup[];
  /** What arguments without dashes are; absent if there are none. */
  files?: string;
  /** Gives what is printed as JSON. */
  run(args: Arguments, io: Io): Promise<unknown>;
}
