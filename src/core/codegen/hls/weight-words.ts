import type { LayerPlan } from '../plan';

/**
 * The stored weights of a layer as hex literals, [PE][lane][fold]. The word of PE p at fold f = nf * (MW / SIMD)
 * + sf holds weights [nf * PE + p][sf * SIMD ...], the first in the least significant bits (FINN's order); a
 * lane is a slice of that word. Padding is 0, or for bipolar weights the bit 1, which a zero input bit never
 * matches.
 */
export function weightWords(plan: LayerPlan): string[][][] {
  const { pe, simd } = plan.folding;
  const words = Array.from({ length: pe }, () =>
    Array.from({ length: plan.lanes }, () => new Array<string>(plan.folds)),
  );
  const fields = new Uint16Array(simd);
  for (let p = 0; p < pe; p++) {
    for (let fold = 0; fold < plan.folds; fold++) {
      const row = Math.floor(fold / plan.synapseFolds) * pe + p;
      fillFields(plan, fields, row, (fold % plan.synapseFolds) * simd);
      sliceHex(fields, plan.weight.bits, plan.laneBits).forEach((hex, lane) => {
        words[p][lane][fold] = `0x${hex}`;
      });
    }
  }
  return words;
}

/** Bit fields of SIMD weights of a row, from a column on. */
function fillFields(plan: LayerPlan, fields: Uint16Array, row: number, column: number): void {
  const { weights, stage } = plan.integer;
  const { bits, bipolar } = plan.weight;
  const mask = 2 ** bits - 1;
  for (let s = 0; s < fields.length; s++) {
    const i = column + s;
    const real = row < stage.units && i < stage.fanIn;
    const code = real ? weights[row * stage.fanIn + i] : Number(bipolar);
    fields[s] = bipolar ? (code + 1) >> 1 : code & mask;
  }
}

/** Concatenates fields of `bits`, first one lowest, and cuts the result into slices of hex digits, lowest first. */
function sliceHex(fields: Uint16Array, bits: number, sliceBits: number): string[] {
  const slices: string[] = [];
  let digits = '';
  let pending = 0;
  let have = 0;
  let room = sliceBits;
  const emit = (count: number) => {
    digits = (pending & (2 ** count - 1)).toString(16) + digits;
    pending >>>= count;
    have -= count;
    room -= count;
    if (room > 0) return;
    slices.push(digits);
    digits = '';
    room = sliceBits;
  };
  for (const field of fields) {
    pending |= field << have;
    have += bits;
    while (have >= Math.min(4, room)) emit(Math.min(4, room));
  }
  while (have > 0) emit(Math.min(have, room, 4));
  if (digits) slices.push(digits);
  return slices;
}
