import { WIDEST_WORD } from '../plan';
import { flat, type Process, type Side, type Stream, streamOf } from './streams';

/** Where two units meet. */
export interface Joint {
  /** The unit that reads, "mvau1", and its stream, "mvau1_in". */
  unit: string;
  stream: string;
  /** Bits of an element. */
  bits: number;
  /** Cycles that the network has for an image. */
  ii: number;
}

/**
 * Adapters from one grouping of elements to another: none, one, or two where neither group divides the other. Where the
 * reader takes more elements per vector than there are, the rest is 0. Unlike vectors (an image, and the pixels of a map)
 * must be without padding.
 */
export function adaptersOf(source: Stream, from: Side, to: Side, at: Joint): Process[] {
  if (from.vectors !== to.vectors) return adaptersOf(source, flat(from), flat(to), at);
  if (from.group === to.group && from.words === to.words) return [];
  const into = streamOf(at.stream, to, at.bits);
  if (to.group % from.group === 0 || from.group % to.group === 0)
    return [adapter(source, into, from, to, at)];
  const between = meetingPoint(from, to, at);
  const middle = streamOf(at.stream.replace(/(_in)?$/, '_regroup'), between, at.bits);
  return [adapter(source, middle, from, between, at), adapter(middle, into, between, to, at)];
}

/**
 * The grouping in between: the greatest common divisor of both, cheap, where one such word per cycle keeps up
 * with the network's initiation interval; else the least common multiple (as FINN's width converter does), if
 * the tools allow a word that wide.
 */
function meetingPoint(from: Side, to: Side, { bits, ii }: Joint): Side {
  const { vectors } = from;
  const common = gcd(from.group, to.group);
  const elements = Math.max(from.group * from.words, to.group * to.words);
  const multiple = (from.group / common) * to.group;
  const small = { group: common, words: (from.group * from.words) / common, vectors };
  if (small.words * vectors <= ii || multiple * bits > WIDEST_WORD) return small;
  return { group: multiple, words: Math.ceil(elements / multiple), vectors };
}

/** Greatest common divisor. */
export const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

function adapter(source: Stream, into: Stream, from: Side, to: Side, { unit, bits }: Joint): Process {
  const joins = to.group % from.group === 0;
  const [narrow, wide] = joins ? [from, to] : [to, from];
  const factor = wide.group / narrow.group;
  const { vectors } = from;
  const numbers = [narrow.group * bits, factor, from.words, to.words, ...(vectors > 1 ? [vectors] : [])];
  return {
    name: `a width adapter before ${unit}`,
    call: `${joins ? 'widen' : 'narrow'}<${numbers.join(', ')}>(${source.name}, ${into.name})`,
    output: into,
    cycles: Math.max(narrow.words, wide.words * factor) * vectors,
    regroups: { joins, bits: narrow.group * bits, factor, inWords: from.words, outWords: to.words },
  };
}
