/**
 * Packs `count` lanes (the rest of `width` is zeros) of `k` steps into a panel [k][width] at `to`. Lane j of
 * step p is the float at `from` + 4 (j * across + p * along); one of the strides must be 1.
 */
export function packPanel(
  to: usize,
  width: i32,
  count: i32,
  k: i32,
  from: usize,
  across: i32,
  along: i32,
): void {
  if (count < width) memory.fill(to, 0, (k * width) << 2);
  if (across === 1) packRows(to, width << 2, count << 2, k, from, along << 2);
  else packColumns(to, width, count, k, from, across << 2);
}

/** Lanes lie side by side: copies `bytes` per step. */
function packRows(to: usize, width: usize, bytes: usize, k: i32, from: usize, along: usize): void {
  const vectors = bytes & ~15;
  for (let p = 0; p < k; p++) {
    for (let j: usize = 0; j < vectors; j += 16) v128.store(to + j, v128.load(from + j));
    for (let j: usize = vectors; j < bytes; j += 4) store<u32>(to + j, load<u32>(from + j));
    to += width;
    from += along;
  }
}

/** Steps lie side by side: transposes, four lanes at a time. */
function packColumns(to: usize, width: i32, count: i32, k: i32, from: usize, across: usize): void {
  let j = 0;
  for (; j + 4 <= count; j += 4) {
    transposeLanes(to + (j << 2), width << 2, k, from + j * across, across);
  }
  for (; j < count; j++) copyLane(to + (j << 2), width << 2, k, from + j * across);
}

function transposeLanes(to: usize, width: usize, k: i32, from: usize, across: usize): void {
  let p = 0;
  for (; p + 4 <= k; p += 4) {
    const r0 = v128.load(from);
    const r1 = v128.load(from + across);
    const r2 = v128.load(from + 2 * across);
    const r3 = v128.load(from + 3 * across);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(to + width, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(to + 2 * width, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(to + 3 * width, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    to += 4 * width;
    from += 16;
  }
  const rest = k - p;
  for (let lane = 0; lane < 4; lane++) copyLane(to + (lane << 2), width, rest, from + lane * across);
}

function copyLane(to: usize, width: usize, k: i32, from: usize): void {
  for (let p = 0; p < k; p++) {
    store<u32>(to, load<u32>(from));
    to += width;
    from += 4;
  }
}
