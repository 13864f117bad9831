import { BitscapeError } from '../../errors';
import { divisorsOf } from '../../hardware/folding';

/** Widest ap_int of the HLS tools (AMD UG902 and UG1399: AP_INT_MAX_W is at most 4096). */
export const WIDEST_WORD = 4096;

/** Bits of a two's complement number that holds every integer of [low, high]. */
export function signedBits(low: number, high: number): number {
  let bits = 1;
  while (-(2 ** (bits - 1)) > low || 2 ** (bits - 1) - 1 < high) bits++;
  return bits;
}

/** @throws BitscapeError "ExportUnsupported" if a word that a folding asks for is wider than HLS tools allow. */
export function assertWidth(name: string, choice: string, bits: number): void {
  if (bits <= WIDEST_WORD) return;
  throw new BitscapeError(
    'ExportUnsupported',
    `${name}: its ${choice} needs a word of ${bits} bits, HLS tools allow ${WIDEST_WORD}; lower its ${choice}`,
    name,
  );
}

/** The largest share of `channels` in one word of `bits` bits each, at most `wanted`: a divisor. */
export const channelsInWord = (channels: number, wanted: number, bits: number): number =>
  divisorsOf(channels)
    .filter((d) => d <= wanted && d * bits <= WIDEST_WORD)
    .at(-1)!;

/** Cycles between the write of a word of a row buffer and its next use: no fewer than a memory takes. */
const LEAST_ROW_CYCLES = 4;

/** Cycles of a row of `words` words where a row buffer is read and written in every cycle. */
export const rowCycles = (words: number): number => Math.max(words, LEAST_ROW_CYCLES);
