import type { FinnAnswers, FinnRecord, Variant } from './answers';
import { NO_ANSWERS } from './answers';
import { type Attributes, count, oneOf, size, sizes, typeOf, whole } from './attributes';
import { leastWaste, type Primitive, type PrimitiveMemory } from './memory-primitives';

/** What both kinds of thresholding have. */
function shapeOf(a: Attributes) {
  const channels = size(a, 'NumChannels');
  const pe = size(a, 'PE');
  const vectors = sizes(a, 'numInputVectors', [1]).reduce((x, y) => x * y, 1);
  const tmem = Math.floor(channels / pe);
  return { channels, pe, tmem, cycles: vectors * tmem };
}

/**
 * HLS thresholding, A input bits: LUT = A PE + (A PE ceil(TMEM/64) in LUTs), RAMB18 = ceil(A PE/16) ceil(TMEM/1024) in
 * block RAM, cycles = TMEM vectors. FINN leaves the number of thresholds out; `finn-corrected` multiplies A PE by it.
 * Source: hls/thresholding_hls.py:86-115, thresholding.py:219-221.
 */
export function thresholdingHls({ params: a }: FinnRecord, variant: Variant): FinnAnswers {
  const { pe, tmem, cycles } = shapeOf(a);
  const style = oneOf(a, 'ram_style', ['distributed', 'block'] as const, 'distributed');
  const steps = variant === 'finn' ? 1 : size(a, 'numSteps', 1);
  const bits = typeOf(a, 'inputDataType').bits * pe * steps;
  const stored = tmem > 1;
  return {
    ...NO_ANSWERS,
    lut: bits + (stored && style === 'distributed' ? bits * Math.ceil(tmem / 64) : 0),
    bram18: stored && style === 'block' ? Math.ceil(bits / 16) * Math.ceil(tmem / 1024) : 0,
    cycles,
  };
}

/**
 * RTL thresholding: a binary search with one memory per output bit and PE. Stage x holds 2^x thresholds per channel, in
 * the primitive that wastes the fewest bits. LUT counts only LUT memories. FINN answers 0 RAMB18 whatever it found: it
 * looks for the key "BRAM" where it wrote "BRAM18"; `finn-corrected` gives the count.
 * Source: rtl/thresholding_rtl.py:69-134.
 */
export function thresholdingRtl({ params: a }: FinnRecord, variant: Variant): FinnAnswers {
  const { channels, pe, cycles } = shapeOf(a);
  const fold = whole(a, 'NumChannels', channels, 'PE', pe);
  const memories = stageMemories(a, fold);
  const total = (kind: Primitive): number =>
    pe * memories.reduce((sum, memory) => sum + (memory.kind === kind ? memory.count : 0), 0);
  return {
    ...NO_ANSWERS,
    lut: total('LUTRAM'),
    bram18: variant === 'finn' ? 0 : total('BRAM18'),
    uram: total('URAM'),
    cycles,
  };
}

/** The memories of one PE's search, per output bit. */
function stageMemories(a: Attributes, fold: number): PrimitiveMemory[] {
  const width = typeOf(a, 'weightDataType').bits;
  const bits = typeOf(a, 'outputDataType').bits;
  const uniform = oneOf(a, 'uniform_thres', [0, 1] as const, 0) === 1;
  const stages = Array.from({ length: bits }, (_, x) => x).slice(uniform ? 1 : 0);
  return stages.map((x) => {
    const depth = fold * 2 ** x;
    return leastWaste(uniform ? bits - x : width, depth, forced(a, depth));
  });
}

/** The primitive that the depth triggers force. With only a BRAM trigger set, FINN takes UltraRAM at any depth. */
function forced(a: Attributes, depth: number): Primitive | undefined {
  const bram = count(a, 'depth_trigger_bram', 0);
  const uram = count(a, 'depth_trigger_uram', 0);
  if (bram === 0 && uram === 0) return undefined;
  if (depth >= uram) return 'URAM';
  return depth >= bram ? 'BRAM18' : undefined;
}
