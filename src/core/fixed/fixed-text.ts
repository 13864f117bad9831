import { BitscapeError } from '../errors';
import {
  type FixedType,
  fixedType,
  OVERFLOWS,
  type Overflow,
  QUANTIZATIONS,
  type Quantization,
} from './fixed-type';

const EXAMPLE = 'write it as ap_fixed<8,3,AP_RND,AP_SAT> or ap_ufixed<8,3>';

/**
 * The type that a text names: `ap_fixed<W,I,Q,O>` or `ap_ufixed<W,I,Q,O>`, also without `ap_` and `AP_`, as hls4ml
 * writes them. Q and O may be left out: AP_TRN and AP_WRAP. AMD's last parameter N may be written if it is 0.
 * @throws BitscapeError "BadFixedType" with what would be right.
 */
export function parseFixedType(text: string): FixedType {
  const [, unsigned, inside] = /^\s*(?:ap_)?(u?)fixed\s*<([^<>]*)>\s*$/.exec(text) ?? [];
  if (inside === undefined) throw bad(text, `is no fixed-point type: ${EXAMPLE}`);
  const parts = inside.split(',').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 5) {
    throw bad(text, `has ${parts.length} parameters instead of 2 to 5: ${EXAMPLE}`);
  }
  const [width, integer, quantization = 'AP_TRN', overflow = 'AP_WRAP', saturated = '0'] = parts;
  if (saturated !== '0') {
    throw bad(
      text,
      `keeps N = ${saturated} saturated bits when it wraps, which is not modelled: leave N out`,
    );
  }
  return fixedType({
    width: integerOf(text, 'width', width),
    integer: integerOf(text, 'integer bits', integer),
    signed: unsigned === '',
    quantization: modeOf<Quantization>(text, 'quantization', QUANTIZATIONS, quantization),
    overflow: modeOf<Overflow>(text, 'overflow', OVERFLOWS, overflow),
  });
}

/** AMD's text of a type; default modes at the end are left out, as people write it. */
export function printFixedType({ width, integer, signed, quantization, overflow }: FixedType): string {
  const modes = [`AP_${quantization}`, `AP_${overflow}`];
  const written = overflow !== 'WRAP' ? modes : quantization !== 'TRN' ? modes.slice(0, 1) : [];
  return `${signed ? 'ap_fixed' : 'ap_ufixed'}<${[width, integer, ...written].join(',')}>`;
}

function integerOf(text: string, what: string, written: string): number {
  if (/^[+-]?\d+$/.test(written)) return Number(written);
  throw bad(text, `has "${written}" as its ${what}, which must be an integer`);
}

function modeOf<T extends string>(text: string, what: string, modes: readonly T[], written: string): T {
  const name = written.replace(/^AP_/, '');
  const mode = modes.find((candidate) => candidate === name);
  if (mode) return mode;
  const legal = modes.map((candidate) => `AP_${candidate}`).join(', ');
  throw bad(text, `has "${written}" as its ${what} mode: use one of ${legal}`);
}

const bad = (text: string, wrong: string): BitscapeError =>
  new BitscapeError('BadFixedType', `"${text}" ${wrong}`);
