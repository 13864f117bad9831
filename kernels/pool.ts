/**
 * Max-pool of x [size][height][width][channels], floor division, times the dropout multipliers unless
 * `multipliers` is 0. `winners` gets, per result, the index of the value that won: of equal values the first in
 * row order, as quantized activations tie all the time. Lanes beyond the channels are overwritten by the next pixel.
 */
export function maxPool(
  size: i32,
  height: i32,
  width: i32,
  channels: i32,
  pool: i32,
  x: usize,
  multipliers: usize,
  out: usize,
  winners: usize,
): void {
  for (let image = 0; image < size; image++) {
    for (let row = 0; row < height / pool; row++) {
      const line = (image * height + row * pool) * width;
      for (let column = 0; column < width / pool; column++) {
        const corner = (line + column * pool) * channels;
        for (let c = 0; c < channels; c += 4) {
          const at: usize = c << 2;
          poolWindow(corner + c, width * channels, channels, pool, x, out + at, winners + at);
          if (multipliers === 0) continue;
          v128.store(out + at, f32x4.mul(v128.load(out + at), v128.load(multipliers + at)));
        }
        out += channels << 2;
        winners += channels << 2;
        if (multipliers !== 0) multipliers += channels << 2;
      }
    }
  }
}

/** The largest values of a window, four channels, and their indices; `corner` is the index of its first value. */
function poolWindow(
  corner: i32,
  line: i32,
  channels: i32,
  pool: i32,
  x: usize,
  out: usize,
  winners: usize,
): void {
  const lanes = i32x4(0, 1, 2, 3);
  let best = v128.load(x + (corner << 2));
  let index = i32x4.add(i32x4.splat(corner), lanes);
  for (let dy = 0; dy < pool; dy++) {
    for (let dx = 0; dx < pool; dx++) {
      const at = corner + dy * line + dx * channels;
      const value = v128.load(x + (at << 2));
      const more = f32x4.gt(value, best);
      best = v128.bitselect(value, best, more);
      index = v128.bitselect(i32x4.add(i32x4.splat(at), lanes), index, more);
    }
  }
  v128.store(out, best);
  v128.store(winners, index);
}

/** Sends `count` gradients, times the dropout multipliers, to the winners in a map of `length`; the rest get 0. */
export function maxPoolGradient(
  count: i32,
  gradient: usize,
  multipliers: usize,
  winners: usize,
  map: usize,
  length: i32,
): void {
  memory.fill(map, 0, length << 2);
  const end = gradient + ((count as usize) << 2);
  while (gradient < end) {
    let g = load<f32>(gradient);
    if (multipliers !== 0) {
      g *= load<f32>(multipliers);
      multipliers += 4;
    }
    store<f32>(map + (load<u32>(winners) << 2), g);
    gradient += 4;
    winners += 4;
  }
}
