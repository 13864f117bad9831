import { wrapped } from '../../hls/text';
import { signedBits } from '../../plan/words';

/** Terms that are added up between two registers. */
export const TERMS_PER_NODE = 4;

/** A signed number of the design, added or subtracted: `text` is its Verilog, from `low` to `high`. */
export interface Term {
  sign: 1 | -1;
  text: string;
  low: number;
  high: number;
  /** Bits of a plain net, which a register of another width must extend; null for expressions, which extend themselves. */
  netBits: number | null;
}

/** A registered sum: its Verilog name, width and range. */
export interface Sum {
  name: string;
  bits: number;
  low: number;
  high: number;
}

/** The registers of an adder tree and what they take at each step. */
export interface Tree {
  registers: Sum[];
  /** "name <= terms;" */
  assignments: string[];
  sum: Sum;
}

/** Levels of an adder tree with registers. */
export function levelsOf(terms: number): number {
  let levels = 0;
  for (let left = terms; left > 1; left = Math.ceil(left / TERMS_PER_NODE)) levels++;
  return levels;
}

/**
 * A pipelined adder tree of `levels` levels, each sum as wide as its range asks for; the last one has `bits` bits where
 * they are given. Names begin with `name`.
 */
export function adderTree(name: string, terms: readonly Term[], levels: number, bits?: number): Tree {
  const registers: Sum[] = [];
  const assignments: string[] = [];
  let left = terms;
  for (let level = 1; level <= levels; level++) {
    const count = Math.max(1, Math.ceil(left.length / TERMS_PER_NODE));
    const wanted = level === levels ? bits : undefined;
    const sums = Array.from({ length: count }, (_, k) => {
      const from = Math.floor((k * left.length) / count);
      const to = Math.floor(((k + 1) * left.length) / count);
      const node = level === levels ? name : `${name}_${level}_${k}`;
      const sum = sumOf(node, left.slice(from, to), wanted);
      assignments.push(assignment(sum, left.slice(from, to)));
      return sum;
    });
    registers.push(...sums);
    left = sums.map(termOf);
  }
  const [last] = registers.slice(-1);
  return { registers, assignments, sum: last };
}

/** A sum as a term of the next one. */
export const termOf = ({ name, bits, low, high }: Sum): Term => ({
  sign: 1,
  text: name,
  low,
  high,
  netBits: bits,
});

function sumOf(name: string, terms: readonly Term[], bits?: number): Sum {
  const low = terms.reduce((sum, t) => sum + (t.sign > 0 ? t.low : -t.high), 0);
  const high = terms.reduce((sum, t) => sum + (t.sign > 0 ? t.high : -t.low), 0);
  return { name, bits: bits ?? signedBits(low, high), low, high };
}

/** "sum5 <= x0_1 + x3_5 - (x7_3 <<< 1);", the added terms first. */
function assignment({ name, bits }: Sum, terms: readonly Term[]): string {
  const [only] = terms;
  if (terms.length === 1 && only.sign > 0 && only.netBits !== null)
    return `${name} <= ${extended(only.text, only.netBits, bits)};`;
  return `${name} <= ${expression(terms)};`;
}

/** Terms as an expression, those that are added first. */
export function expression(terms: readonly { sign: 1 | -1; text: string }[]): string {
  const ordered = [...terms.filter(({ sign }) => sign > 0), ...terms.filter(({ sign }) => sign < 0)];
  return ordered
    .map(({ sign, text }, i) => {
      if (i === 0) return sign > 0 ? text : `-${text}`;
      return `${sign > 0 ? '+' : '-'} ${text}`;
    })
    .join(' ');
}

/** A signed net in `bits` bits. */
export const extended = (net: string, netBits: number, bits: number): string =>
  bits > netBits ? `{{${bits - netBits}{${net}[${netBits - 1}]}}, ${net}}` : net;

/** Declarations of registers, those of one width in a line. */
export function declared(registers: readonly Sum[]): string {
  const widths = [...new Set(registers.map(({ bits }) => bits))];
  return widths
    .map((bits) => {
      const names = registers.filter((register) => register.bits === bits).map(({ name }) => name);
      const head = `  reg signed [${bits - 1}:0] `;
      return `${head}${wrapped(names, ' '.repeat(head.length)).trimStart()};\n`;
    })
    .join('');
}
