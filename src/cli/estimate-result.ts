import { type Device, type Fit, fitOn } from '../core/hardware/device';
import type { Estimate, LayerEstimate, Resources } from '../core/hardware/estimate';
import type { Estimator } from '../core/hardware/estimator';

/** The resources of a layer or a network, without what else it carries. */
export const resources = ({ lut, ff, bram18, uram, dsp }: Resources): Resources => ({
  lut,
  ff,
  bram18,
  uram,
  dsp,
});

const layerResult = (layer: LayerEstimate) => ({
  name: layer.name,
  ...resources(layer),
  cycles: layer.cycles,
});

/** `whole` of a cell of a grid: what must fit, where the estimator models more than the layers. */
export const wholeResult = ({ chainTotal }: Estimator, { used }: Fit) =>
  chainTotal ? { whole: resources(used) } : {};

/** What `estimate` prints of one network. `whole`: what must fit, everything around the layers included. */
export function cellResult(estimate: Estimate, device: Device, whole: Resources) {
  const { layers, total, fps, latencyCycles, notModelled, notes } = estimate;
  const { fits, binding } = fitOn(device, whole);
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
