import { estimateChosen } from '../core/design/chosen-grid';
import type { Design } from '../core/design/design';
import { foldingFromJson } from '../core/design/folding-json';
import { jsonTextReader } from '../core/design/json-reader';
import { designDevice } from '../core/design/own-device';
import { designUnrolled } from '../core/design/unrolled-choice';
import { zerosOf } from '../core/design/zeros';
import { BitscapeError } from '../core/errors';
import type { Device } from '../core/hardware/device';
import type { Estimate, Folding } from '../core/hardware/estimate';
import { wholeOf } from '../core/hardware/estimator';
import { estimatorOf } from '../core/hardware/estimators';
import { estimateGrid } from '../core/hardware/grid-estimate';
import type { Topology } from '../core/network/topology';
import type { Precision } from '../core/precision';
import type { Arguments } from './arguments';
import type { Command } from './command';
import { type Chosen, chosenDesign, precisionOf } from './design-options';
import { DEVICE_OPTIONS } from './device-option';
import { chainResult } from './estimate-chain';
import { fittedGridResult, fittedResult } from './estimate-fit';
import { cellResult, resources, wholeResult } from './estimate-result';
import { readText } from './files';
import { FIT_OPTIONS, fitOption } from './fit-options';
import { checkHeeded, MVAU_OPTIONS } from './mvau-options';
import { ZERO_OPTIONS, zerosOption } from './nonzero-option';
import { DESIGN_OPTIONS, GRID_OPTIONS, HARDWARE_OPTIONS } from './options';

/** `bitscape estimate`: hardware of one cell, or of a grid. */
export const estimate: Command = {
  name: 'estimate',
  summary: 'Estimates the hardware of a network, or with --weights or --activations of a grid of networks.',
  prints:
    '{layers: [{name, lut, ff, bram18, uram, dsp, cycles}], total, fps, latencyCycles, fits, binding, folding, ' +
    'notModelled, notes, chain}; for a grid {cells: [{weightBits, activationBits, total, whole, fits, binding}], counts: {bram, ff, ' +
    'lut, bramAndFf, all}}. null is what the estimator does not model. With --fit also {optimal, boundCycles, ' +
    'spaceSize, faster}, or folding null and {short, reason}; with an unrolled network {reuseFactor}',
  groups: [
    DESIGN_OPTIONS,
    HARDWARE_OPTIONS,
    MVAU_OPTIONS,
    ZERO_OPTIONS,
    DEVICE_OPTIONS,
    FIT_OPTIONS,
    GRID_OPTIONS,
  ],
  async run(args, io) {
    const ceilings = fitOption(args);
    const asked = await chosenDesign(args, io);
    const chosen = { ...asked, zeros: await zerosOption(args, asked) };
    const grid = args.has('weights') || args.has('activations');
    const device = designDevice(chosen.design);
    checkReuse(args, chosen.design);
    checkHeeded(args, chosen.design);
    if (ceilings) {
      return grid ? fittedGridResult(chosen, device, ceilings) : fittedResult(chosen, device, ceilings);
    }
    const folding = await foldingOption(args, chosen.topology);
    if (grid) return gridResult(chosen, device, folding);
    const { topology } = chosen;
    const precision = precisionOf(chosen);
    const estimated = hardwareOf(chosen, precision, device, folding);
    const whole = wholeOf(estimatorOf(estimated.estimator), { topology, precision }, estimated);
    return { ...cellResult(estimated, device, whole), ...chainResult(topology, precision, estimated) };
  },
};

/** Estimate of one network at `folding`, else at the design's own choice. @throws BitscapeError "EstimatorRefuses". */
export function hardwareOf(
  { design, topology, zeros }: Pick<Chosen, 'design' | 'topology' | 'zeros'>,
  { weightBits, activationBits, inputBits }: Precision,
  device: Device,
  folding: Folding[] | undefined,
): Estimate {
  const request = gridRequestOf({ design, topology, zeros }, inputBits, device);
  const { cells } = folding
    ? estimateGrid({ ...request, folding }, [weightBits], [activationBits])
    : estimateChosen(request, design.folding, [weightBits], [activationBits]);
  return cells[0].estimate;
}

const gridRequestOf = (
  { design, topology, zeros }: Pick<Chosen, 'design' | 'topology' | 'zeros'>,
  inputBits: number,
  device: Device,
) => ({
  estimator: estimatorOf(design.estimator),
  topology,
  inputBits,
  targetFps: design.targetFps,
  clockMhz: design.clockMhz,
  device,
  unrolled: { ...designUnrolled(design, topology), ...zeros },
  zeros: zeros ? undefined : zerosOf(topology, design.sparsity),
  mvau: design.mvau,
});

/** @throws BitscapeError "ConflictingOptions" for options of a reuse factor beside an estimator that has none. */
export function checkReuse(args: Arguments, { estimator }: Design): void {
  const option = ['reuse-factor', 'strategy'].find((name) => args.has(name));
  if (option === undefined || estimatorOf(estimator).reuse) return;
  throw new BitscapeError(
    'ConflictingOptions',
    `--${option} is for --estimator unrolled; ${estimator} is folded: use --folding or --fps`,
    `--${option}`,
  );
}

/** The foldings of `--folding`; undefined without it. @throws BitscapeError "ConflictingOptions" beside `--fps`. */
export async function foldingOption(args: Arguments, topology: Topology): Promise<Folding[] | undefined> {
  const file = args.get('folding');
  if (file === undefined) return undefined;
  if (args.has('fps')) {
    throw new BitscapeError(
      'ConflictingOptions',
      '--folding sets the parallelism and --fps derives it: give one of them',
      '--folding',
    );
  }
  return foldingFromJson(jsonTextReader(await readText(file), file, 'BadFoldingFile'), topology);
}

/** Estimates of a design's grid, at `folding` or the design's own choice. @throws BitscapeError "EstimatorRefuses". */
export function gridEstimateOf(chosen: Chosen, device: Device, folding?: Folding[]) {
  const { design } = chosen;
  const request = gridRequestOf(chosen, precisionOf(chosen).inputBits, device);
  return folding
    ? estimateGrid({ ...request, folding }, design.weights, design.activations)
    : estimateChosen(request, design.folding, design.weights, design.activations);
}

function gridResult(chosen: Chosen, device: Device, folding: Folding[] | undefined) {
  const { cells, counts } = gridEstimateOf(chosen, device, folding);
  const estimator = estimatorOf(chosen.design.estimator);
  return {
    cells: cells.map(({ weightBits, activationBits, estimate: { total }, fit }) => ({
      weightBits,
      activationBits,
      total: resources(total),
      ...wholeResult(estimator, fit),
      fits: fit.fits,
      binding: fit.binding,
    })),
    counts,
  };
}
