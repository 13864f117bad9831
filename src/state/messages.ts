/** What to tell a person about an error. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** "1 epoch", "5 epochs". */
export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
