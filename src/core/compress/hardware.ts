import { messageOf } from '../errors';
import { fitOn } from '../hardware/device';
import { DEVICES } from '../hardware/devices';
import type { Resources } from '../hardware/estimate';
import { wholeOf } from '../hardware/estimator';
import { estimatorOf } from '../hardware/estimators';
import type { Topology } from '../network/topology';
import type { Precision } from '../precision';
import type { MapStep } from './plan';

/** The hardware of an integer network; null is not modelled. */
export interface Mapped extends Resources {
  /** Products computed at once: PE times SIMD of all layers. */
  multipliers: number;
  ii: number;
  latencyCycles: number;
  latencySeconds: number;
  fps: number;
  fits: boolean;
  binding: string;
  notModelled: string[];
}

/**
 * Hardware of a network at the widths that its integers need, everything around the layers included; or why none.
 * `nonZero`: weights of each layer that are not 0, which only the unrolled estimate heeds.
 */
export function mappedTo(
  { estimator: id, device: deviceId, targetFps, clockMhz, reuseFactor, strategy }: Omit<MapStep, 'kind'>,
  topology: Topology,
  precision: Precision,
  nonZero: readonly number[],
): { hardware: Mapped | null; reason: string | null } {
  const device = DEVICES[deviceId];
  const estimator = estimatorOf(id);
  const unrolled = { reuseFactor, strategy, nonZero };
  const refusal = estimator.refuses(topology, { unrolled });
  if (refusal !== null) return { hardware: null, reason: refusal };
  try {
    const estimate = estimator.estimate({
      topology,
      precision,
      targetFps,
      clockMhz,
      unrolled,
      part: device.part,
    });
    const whole = wholeOf(estimator, { topology, precision }, estimate);
    const { lut, ff, bram18, uram, dsp } = whole;
    const { fits, binding } = fitOn(device, whole);
    const hardware = {
      ...{ lut, ff, bram18, uram, dsp, fits, binding },
      multipliers: estimate.layers.reduce((sum, { folding: { pe, simd } }) => sum + pe * simd, 0),
      ii: estimate.ii,
      latencyCycles: estimate.latencyCycles,
      latencySeconds: estimate.latencyCycles / (clockMhz * 1e6),
      fps: estimate.fps,
      notModelled: estimate.notModelled,
    };
    return { hardware, reason: null };
  } catch (error) {
    return { hardware: null, reason: messageOf(error) };
  }
}
