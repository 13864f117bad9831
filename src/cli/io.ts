/** Where a command's words go, and how a person stops it: the process, or a test. */
export interface Io {
  /** Standard output: the JSON result or the help. */
  out(text: string): void;
  /** Standard error: progress, warnings and errors, a line each. */
  note(line: string): void;
  /** Calls `stop` on the first Ctrl-C instead of ending the process; gives back how to undo that. */
  onInterrupt(stop: () => void): () => void;
}

/** The process's own streams and signals. */
export const processIo: Io = {
  out: (text) => process.stdout.write(text),
  note: (line) => process.stderr.write(`${line}\n`),
  onInterrupt(stop) {
    process.once('SIGINT', stop);
    return () => process.off('SIGINT', stop);
  },
};
