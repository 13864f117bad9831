import { type Device, fitOn } from '../core/hardware/device';
import type { Estimate, LayerEstimate, Resources } from '../core/hardware/estimate';

/** The resources of a layer or a network, without what else it carries. */
export const resources = ({ lut, ff, bram18, dsp }: Resources): Resources => ({ lut, ff, bram18, dsp });

const layerResult = (layer: LayerEstimate) => ({
  name: layer.name,
  ...resources(layer),
  cycles: layer.cycles,
});

/** What `estimate` prints of one network. */
export function cellResult(estimate: Estimate, device: Device) {
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
