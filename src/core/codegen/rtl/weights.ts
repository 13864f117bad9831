import type { GeneratedFile } from '../export-request';
import { banner } from '../hls/text';
import { weightWords } from '../hls/weight-words';
import type { LayerPlan } from '../plan';

/** Most bits of one memory: Vivado refuses variables above a million. */
const LARGEST_MEMORY = 1_000_000;
const RAMB18_PORT = 36;

/** A memory with some of the bits of all weight words of a layer. */
export interface WeightBank {
  file: string;
  /** Its lowest bit in a word, and its width. */
  low: number;
  bits: number;
}

/** Bits of a layer's weight word: PE times SIMD weights, PE 0 lowest. */
export const weightWordBits = ({ folding, weight }: LayerPlan): number =>
  folding.pe * folding.simd * weight.bits;

/** The memories of a layer: one, or several of whole RAMB18 ports where it would be too large for the tools. */
export function weightBanks(layer: LayerPlan): WeightBank[] {
  const total = weightWordBits(layer);
  const most = Math.max(1, Math.floor(LARGEST_MEMORY / layer.folds));
  const bits = most < RAMB18_PORT ? most : most - (most % RAMB18_PORT);
  const count = Math.ceil(total / bits);
  return Array.from({ length: count }, (_, i) => ({
    file: `${layer.name}_weights${count > 1 ? i : ''}.hex`,
    low: i * bits,
    bits: Math.min(bits, total - i * bits),
  }));
}

/** The contents of a layer's memories, for `$readmemh`. */
export function weightFiles(layer: LayerPlan, origin: string): GeneratedFile[] {
  const words = wideWords(layer);
  const { pe, simd } = layer.folding;
  return weightBanks(layer).map(({ file, low, bits }) => {
    const mask = (1n << BigInt(bits)) - 1n;
    const digits = Math.ceil(bits / 4);
    const lines = words.map((word) => ((word >> BigInt(low)) & mask).toString(16).padStart(digits, '0'));
    const title = `Weights of ${layer.name}, one fold per line: bits ${low} to ${low + bits - 1} of ${pe} PE x ${simd} weights x ${layer.weight.bits} bits.`;
    return { path: `rtl/${file}`, content: `${banner('//', title, origin)}${lines.join('\n')}\n` };
  });
}

/** The words of all PEs side by side, by fold. */
function wideWords(layer: LayerPlan): bigint[] {
  const { pe, simd } = layer.folding;
  const lanes = weightWords(layer);
  return Array.from({ length: layer.folds }, (_, fold) => {
    let word = 0n;
    for (let p = 0; p < pe; p++) {
      const low = p * simd * layer.weight.bits;
      lanes[p].forEach((lane, i) => {
        word |= BigInt(lane[fold]) << BigInt(low + i * layer.laneBits);
      });
    }
    return word;
  });
}
