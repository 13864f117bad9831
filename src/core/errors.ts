/**
 * An error that a person can act on: what was wrong, where, and what would be right.
 * `name` is stable and machine-readable (shown by the CLI, asserted by tests).
 */
export class BitscapeError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    /** Where it happened: a file name, an option, a link key. */
    readonly where?: string,
  ) {
    super(message);
  }
}

/** What to tell a person about anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
