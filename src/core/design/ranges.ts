import { BIT_RANGE } from '../precision';

/** What a bit range looks like, for messages. */
export const BITS_LEGAL = `bit-widths from ${BIT_RANGE.min} to ${BIT_RANGE.max}, such as 1-8, 1,3,5 or 1-3,8`;

/** Widths of a bit range, ascending, each once: "1-3,8" is [1, 2, 3, 8]. undefined if the text is no such range. */
export function parseBits(text: string): number[] | undefined {
  const widths = new Set<number>();
  for (const part of text.split(',')) {
    const [, first, last] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part) ?? [];
    if (first === undefined) return undefined;
    const from = Number(first);
    const to = last === undefined ? from : Number(last);
    if (from < BIT_RANGE.min || to > BIT_RANGE.max || from > to) return undefined;
    for (let bits = from; bits <= to; bits++) widths.add(bits);
  }
  return [...widths].sort((a, b) => a - b);
}

/** The range as text, neighbours joined: [1, 2, 3, 8] is "1-3,8". The widths ascend. */
export function formatBits(bits: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const width of bits) {
    const run = runs.at(-1);
    if (run && width === run[1] + 1) run[1] = width;
    else runs.push([width, width]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
