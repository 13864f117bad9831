/** Room behind every block: kernels work on whole vectors, and may read up to 12 floats past the end. */
const MARGIN = 64;

/** Hands out addresses in an instance's memory, to be grown to `end()` before use. Blocks start at 64 bytes. */
export interface Arena {
  floats(count: number): number;
  bytes(count: number): number;
  end(): number;
}

export function createArena(base: number): Arena {
  let next = Math.ceil(base / 64) * 64;
  const bytes = (count: number) => {
    const at = next;
    next = Math.ceil((at + count + MARGIN) / 64) * 64;
    return at;
  };
  return { bytes, floats: (count) => bytes(4 * count), end: () => next };
}

const PAGE = 65536;

/** Grows a memory, once, to hold `bytes`. */
export function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing > 0) memory.grow(missing);
}
