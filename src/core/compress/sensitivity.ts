import type { PtqOptions } from './options';
import { type Calibrated, type QuantizedNetwork, quantizeNetwork } from './ptq';

/** What quantizing a layer alone costs. */
export interface Sensitivity {
  /** Index of the layer. */
  layer: number;
  /** Accuracy with this layer quantized and all others in float. */
  accuracy: number;
}

/** Every layer quantized alone, the one that loses most first; the earlier layer goes before its equal. */
export function sensitivities(
  calibrated: Calibrated,
  options: PtqOptions,
  accuracyOf: (network: QuantizedNetwork) => number,
): Sensitivity[] {
  const layers = calibrated.network.stages.map((_, layer) => layer);
  return layers
    .map((layer) => {
      const others = new Set(layers.filter((other) => other !== layer));
      return { layer, accuracy: accuracyOf(quantizeNetwork(calibrated, options, others)) };
    })
    .sort((a, b) => a.accuracy - b.accuracy || a.layer - b.layer);
}
