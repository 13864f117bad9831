import type { ImageSet } from '../../core/datasets/dataset';
import { activationQuantizer, stageInputQuantizer } from '../../core/network/fold';
import { classify } from '../../core/network/infer';
import type { IntegerNetwork } from '../../core/network/integer-network';
import { shapeSize } from '../../core/network/topology';
import { createArena, growTo } from './arena';
import { codeSteps, type StageBlocks, stageBlocks, writeStage } from './integer-stage';
import { instantiate, type Kernels } from './kernels';
import { pixelCodeLanesOf } from './quantizer-lanes';

/** Images that go through the network together, so that a panel of weights is read once for all. */
const BLOCK = 64;

/** Largest magnitudes that the kernels hold. */
const CODE_LIMIT = 2 ** 15 - 1;
const SUM_LIMIT = 2 ** 31 - 1;

/** Classes of images by the integer network. */
export type Classify = (network: IntegerNetwork, images: ImageSet) => Uint8Array;

/**
 * Classifies with SIMD integer kernels, equal to core's `classify` in every class; networks whose codes exceed
 * 16 bits, whose sums exceed 32, or with lines instead of thresholds go to core. The last network stays prepared.
 */
export function createClassifier(module: WebAssembly.Module): Classify {
  let kernels: Kernels | undefined;
  let prepared: { network: IntegerNetwork; run: (images: ImageSet) => Uint8Array } | undefined;
  return (network, images) => {
    if (!fits(network)) return classify(network, images);
    if (prepared?.network !== network) {
      kernels ??= instantiate(module);
      prepared = { network, run: prepare(kernels, network) };
    }
    return prepared.run(images);
  };
}

/** Every code fits an int16, no sum of products can leave an int32, and all activations are thresholds. */
export const fits = ({ stages, topology, precision }: IntegerNetwork): boolean =>
  stages.every((s, i) => {
    const { minCode, maxCode } = stageInputQuantizer(topology, precision, i);
    return !s.lines && s.accumulatorLimit <= SUM_LIMIT && Math.max(maxCode, -minCode) <= CODE_LIMIT;
  });

function prepare(kernels: Kernels, network: IntegerNetwork): (images: ImageSet) => Uint8Array {
  const { topology, precision } = network;
  const arena = createArena(kernels.heapBase());
  const size = shapeSize(topology.input);
  const pixels = arena.bytes(BLOCK * size);
  const inputs = arena.bytes(2 * BLOCK * size);
  const classes = arena.bytes(BLOCK);
  const stages = network.stages.map((s) => stageBlocks(arena, s, BLOCK));
  growTo(kernels.memory, arena.end());
  const { buffer } = kernels.memory;
  const bytes = new Uint8Array(buffer);
  for (const blocks of stages) writeStage(buffer, blocks);
  const line = pixelCodeLanesOf(precision.inputBits);
  const steps = codeSteps(activationQuantizer(topology, precision.activationBits));

  return (images) => {
    const all = new Uint8Array(images.count);
    for (let from = 0; from < images.count; from += BLOCK) {
      const count = Math.min(BLOCK, images.count - from);
      bytes.set(images.pixels.subarray(from * size, (from + count) * size), pixels);
      kernels.pixelCodes(count * size, pixels, inputs, ...line);
      let x = inputs;
      for (const blocks of stages) {
        runStage(kernels, blocks, x, count, steps, classes);
        x = blocks.output;
      }
      all.set(bytes.subarray(classes, classes + count), from);
    }
    return all;
  };
}

/** A stage on a block of images: all at once, or one after the other where rows must be gathered. */
function runStage(
  kernels: Kernels,
  blocks: StageBlocks,
  x: number,
  count: number,
  steps: readonly [number, number],
  classes: number,
): void {
  if (!blocks.gathers) {
    runRows(kernels, blocks, x, count, steps, blocks.output, classes);
    return;
  }
  const { stage } = blocks.source;
  const { kind, kernel, input, output, units, pool, fanIn } = stage;
  const sizes =
    kind === 'conv'
      ? ([input.height, input.width, input.channels, kernel] as const)
      : ([1, 1, fanIn, 1] as const);
  const outputSize = Math.floor(output.height / pool) * Math.floor(output.width / pool) * units;
  for (let image = 0; image < count; image++) {
    kernels.gatherWindows(...sizes, 2 * blocks.pairs, x + 2 * image * shapeSize(input), blocks.rows);
    const to = blocks.output + 2 * image * outputSize;
    runRows(
      kernels,
      blocks,
      blocks.rows,
      stage.vectors,
      steps,
      pool > 1 ? blocks.codes : to,
      classes + image,
    );
    if (pool > 1) kernels.poolCodes(output.height, output.width, units, pool, blocks.codes, to);
  }
}

function runRows(
  kernels: Kernels,
  blocks: StageBlocks,
  x: number,
  rows: number,
  steps: readonly [number, number],
  out: number,
  classes: number,
): void {
  const { source, pairs, panels, stride, accumulators, thresholds } = blocks;
  const { units, last } = source.stage;
  kernels.multiplyCodes(rows, pairs, panels, x, blocks.weights, accumulators);
  if (last) {
    kernels.classesOf(rows, units, stride, accumulators, blocks.scale, blocks.bias, classes);
    return;
  }
  const sizes = [rows, units, stride, source.thresholdCount, accumulators, thresholds] as const;
  if (blocks.compares) kernels.compareAll(...sizes, ...steps, out);
  else kernels.searchAll(...sizes, blocks.slopes, ...steps, out);
}
