export { messageOf } from '../core/errors';

/** "1 epoch", "5 epochs". */
export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
