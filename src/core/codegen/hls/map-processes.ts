import { shapeSize } from '../../network/topology';
import type { Plan } from '../plan';
import type { PoolPlan } from '../plan/pool';
import type { WindowPlan } from '../plan/window';
import { channelsInWord } from '../plan/words';
import { gcd } from './adapters';
import { extended, filledBy, type Line, type Room, regrouped } from './line';
import { type Side, streamOf } from './streams';

/** The line with the sliding window of layer `unit` ("mvau0") behind it; `room` is that of the FIFO before it. */
export function withWindow(plan: Plan, line: Line, unit: string, window: WindowPlan, room: Room): Line {
  const { map, kernel, simd, folds, bits, whole, struct } = window;
  const pixels = { group: simd, words: folds, vectors: map.height * map.width };
  const before = regrouped(
    plan,
    line,
    pixels,
    { unit: `the windows of ${unit}`, stream: `${unit}_map`, bits },
    room,
  );
  const elements = kernel ** 2 * map.channels;
  const group = whole ? elements : simd;
  const vectors = (map.height - kernel + 1) * (map.width - kernel + 1);
  const side = { group, words: elements / group, vectors };
  const output = streamOf(`${unit}_window`, side, bits, `${struct}::OUT_BITS`);
  const call = `${whole ? 'whole_windows' : 'sliding_window'}<${struct}>(${filledBy(before).name}, ${output.name})`;
  return extended(
    before,
    { name: `the windows of ${unit}`, call, output, cycles: window.cycles },
    side,
    elements,
  );
}

/** The line with the max-pool of layer `unit` behind it. */
export function withPool(plan: Plan, line: Line, unit: string, pool: PoolPlan): Line {
  const { map, pooled, pe, folds, bits, struct } = pool;
  const name = `the max-pool of ${unit}`;
  const pixels = { group: pe, words: folds, vectors: map.height * map.width };
  const before = regrouped(plan, line, pixels, { unit: name, stream: `${unit}_map_out`, bits }, 0);
  const side = { group: pe, words: folds, vectors: shapeSize(pooled) / pooled.channels };
  const output = streamOf(`${unit}_pooled`, side, bits, `${struct}::PE * ${struct}::BITS`);
  const call = `max_pool<${struct}>(${filledBy(before).name}, ${output.name})`;
  return extended(before, { name, call, output, cycles: pool.cycles }, side, map.channels);
}

/**
 * The line without padding in the pixels of its map, so that they make up the vector of dense layer `unit`: in words that
 * divide both a pixel and the padded one where that keeps up with the network, else a pixel at a time.
 */
export function withoutPadding(plan: Plan, line: Line, unit: string, bits: number): Line {
  const { elements, side } = line;
  const { group, words, vectors } = side;
  if (group * words === elements) return line;
  const common = gcd(group, elements);
  const keepsUp = ((group * words) / common) * vectors <= plan.request.estimate.ii;
  const size = keepsUp ? common : channelsInWord(elements, elements, bits);
  const tight: Side = { group: size, words: elements / size, vectors };
  return regrouped(plan, line, tight, { unit, stream: `${unit}_map`, bits }, 0);
}
