/**
 * Codes (int16) [rows][units] of accumulators (int32, rows `stride` apart): low + step * the number of
 * thresholds <= accumulator. Few thresholds, [count][stride]: all are compared, four units at a time. Lanes beyond the units are overwritten by the next row.
 */
export function compareAll(
  rows: i32,
  units: i32,
  stride: i32,
  count: i32,
  accumulators: usize,
  thresholds: usize,
  low: i32,
  step: i32,
  out: usize,
): void {
  const vLow = i32x4.splat(low);
  const vStep = i32x4.splat(step);
  const bytes: usize = stride << 2;
  for (let row = 0; row < rows; row++) {
    for (let n: usize = 0; n < (units as usize) << 2; n += 16) {
      const value = v128.load(accumulators + n);
      let level = i32x4.splat(0);
      let at = thresholds + n;
      for (let t = 0; t < count; t++) {
        level = i32x4.sub(level, i32x4.ge_s(value, v128.load(at)));
        at += bytes;
      }
      const code = i32x4.add(vLow, i32x4.mul(level, vStep));
      v128.store64_lane(out + (n >> 1), i16x8.narrow_i32x4_s(code, code), 0);
    }
    accumulators += bytes;
    out += units << 1;
  }
}

/**
 * The same for many thresholds, [units][count] ascending: those of a BatchNorm lie nearly evenly, so the level is
 * guessed from the first and `slopes` (levels per accumulator unit, float32), then moved until it is right.
 */
export function searchAll(
  rows: i32,
  units: i32,
  stride: i32,
  count: i32,
  accumulators: usize,
  thresholds: usize,
  slopes: usize,
  low: i32,
  step: i32,
  out: usize,
): void {
  for (let row = 0; row < rows; row++) {
    let list = thresholds;
    for (let n = 0; n < units; n++) {
      const value = load<i32>(accumulators + (n << 2));
      const above = (value as f32) - (load<i32>(list) as f32);
      const guess = ((above * load<f32>(slopes + (n << 2))) as i32) + 1;
      let level = max(0, min(count, guess));
      while (level < count && value >= load<i32>(list + (level << 2))) level++;
      while (level > 0 && value < load<i32>(list + ((level - 1) << 2))) level--;
      store<i16>(out, (low + step * level) as i16);
      out += 2;
      list += count << 2;
    }
    accumulators += stride << 2;
  }
}

/**
 * Max-pool of codes x [height][width][channels] of one image, floor division. Eight channels at a time; lanes
 * beyond them are overwritten by the next pixel.
 */
export function poolCodes(height: i32, width: i32, channels: i32, pool: i32, x: usize, out: usize): void {
  const pixel: usize = channels << 1;
  for (let row = 0; row < height / pool; row++) {
    for (let column = 0; column < width / pool; column++) {
      const corner = x + (row * pool * width + column * pool) * pixel;
      for (let c: usize = 0; c < pixel; c += 16) {
        let best = v128.load(corner + c);
        for (let y = 0; y < pool; y++) {
          for (let dx = 0; dx < pool; dx++) {
            best = i16x8.max_s(best, v128.load(corner + (y * width + dx) * pixel + c));
          }
        }
        v128.store(out + c, best);
      }
      out += pixel;
    }
  }
}

/** Classes (bytes): the highest scale * accumulator + bias of each row, the lowest index on a tie. */
export function classesOf(
  rows: i32,
  units: i32,
  stride: i32,
  accumulators: usize,
  scale: usize,
  bias: usize,
  out: usize,
): void {
  for (let row = 0; row < rows; row++) {
    let best: i64 = i64.MIN_VALUE;
    let winner = 0;
    for (let n = 0; n < units; n++) {
      const factor = load<i32>(scale + (n << 2)) as i64;
      const score =
        factor * (load<i32>(accumulators + (n << 2)) as i64) + (load<i32>(bias + (n << 2)) as i64);
      if (score > best) {
        best = score;
        winner = n;
      }
    }
    store<u8>(out + row, winner as u8);
    accumulators += stride << 2;
  }
}
