import { foldingFromJson } from '../core/design/folding-json';
import { jsonTextReader } from '../core/design/json-reader';
import { BitscapeError } from '../core/errors';
import { type Device, fitOn } from '../core/hardware/device';
import { deviceOf } from '../core/hardware/devices';
import type { Estimate, Folding, LayerEstimate, Resources } from '../core/hardware/estimate';
import { estimatorOf } from '../core/hardware/estimators';
import { estimateGrid } from '../core/hardware/grid-estimate';
import type { Topology } from '../core/network/topology';
import type { Precision } from '../core/precision';
import type { Arguments } from './arguments';
import type { Command } from './command';
import { type Chosen, chosenDesign, precisionOf } from './design-options';
import { readText } from './files';
import { DESIGN_OPTIONS, GRID_OPTIONS, HARDWARE_OPTIONS } from './options';

/** `bitscape estimate`: hardware of one cell, or of a grid. */
export const estimate: Command = {
  name: 'estimate',
  summary: 'Estimates the hardware of a network, or with --weights or --activations of a grid of networks.',
  prints:
    '{layers: [{name, lut, ff, bram18, dsp, cycles}], total, fps, latencyCycles, fits, binding, folding, ' +
    'notModelled, notes}; for a grid {cells: [{weightBits, activationBits, total, fits, binding}], counts: {bram, ff, ' +
    'lut, bramAndFf, all}}. null is what the estimator does not model',
  groups: [DESIGN_OPTIONS, HARDWARE_OPTIONS, GRID_OPTIONS],
  async run(args, io) {
    const chosen = await chosenDesign(args, io);
    const folding = await foldingOption(args, chosen.topology);
    if (args.has('weights') || args.has('activations')) return gridResult(chosen, folding);
    const device = deviceOf(chosen.design.device);
    return cellResult(hardwareOf(chosen, precisionOf(chosen), device, folding), device);
  },
};

/** Estimate of one network as the design wants it. @throws BitscapeError "EstimatorRefuses". */
export function hardwareOf(
  { design, topology }: Pick<Chosen, 'design' | 'topology'>,
  precision: Precision,
  device: Device,
  folding: Folding[] | undefined,
): Estimate {
  const { targetFps, clockMhz } = design;
  const estimator = estimatorOf(design.estimator);
  return estimator.estimate({ topology, precision, folding, targetFps, clockMhz, part: device.part });
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

const resources = ({ lut, ff, bram18, dsp }: Resources): Resources => ({ lut, ff, bram18, dsp });

const layerResult = (layer: LayerEstimate) => ({
  name: layer.name,
  ...resources(layer),
  cycles: layer.cycles,
});

function cellResult(estimate: Estimate, device: Device) {
  const { layers, total, fps, latencyCycles, notModelled, notes } = estimate;
  const { fits, binding } = fitOn(device, total);
  return {
    layers: layers.map(layerResult),
    total: resources(total),
    fps,
    latencyCycles,
    fits,
    binding,
    folding: layers.map((layer) => layer.folding),
    notModelled,
    notes,
  };
}

function gridResult(chosen: Chosen, folding: Folding[] | undefined) {
  const { design, topology } = chosen;
  const { cells, counts } = estimateGrid(
    {
      estimator: estimatorOf(design.estimator),
      topology,
      inputBits: precisionOf(chosen).inputBits,
      targetFps: design.targetFps,
      clockMhz: design.clockMhz,
      device: deviceOf(design.device),
      folding,
    },
    design.weights,
    design.activations,
  );
  return {
    cells: cells.map(({ weightBits, activationBits, estimate: { total }, fit }) => ({
      weightBits,
      activationBits,
      total: resources(total),
      fits: fit.fits,
      binding: fit.binding,
    })),
    counts,
  };
}
