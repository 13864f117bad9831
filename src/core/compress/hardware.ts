import { BitscapeError, messageOf } from '../errors';
import { type Device, fitOn } from '../hardware/device';
import { DEVICES } from '../hardware/devices';
import type { Estimate, Resources } from '../hardware/estimate';
import { type Estimator, wholeOf } from '../hardware/estimator';
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

/** An estimate of a network on the hardware of a "map" step. */
export interface MappedEstimate {
  estimator: Estimator;
  device: Device;
  estimate: Estimate;
  /** Everything that is modelled, also around the layers. */
  whole: Resources;
}

/**
 * The estimate of a network at the widths that its integers need. `nonZero`: weights of each layer that are not 0, which only
 * the unrolled estimate heeds.
 * @throws BitscapeError "NotMapped" where the estimator does not apply, and the estimator's own.
 */
export function estimateOn(
  { estimator: id, device: deviceId, targetFps, clockMhz, reuseFactor, strategy }: Omit<MapStep, 'kind'>,
  topology: Topology,
  precision: Precision,
  nonZero: readonly number[],
): MappedEstimate {
  const device = DEVICES[deviceId];
  const estimator = estimatorOf(id);
  const unrolled = { reuseFactor, strategy, nonZero };
  const refusal = estimator.refuses(topology, { unrolled });
  if (refusal !== null) throw new BitscapeError('NotMapped', refusal, 'map');
  const { part } = device;
  const estimate = estimator.estimate({ topology, precision, targetFps, clockMhz, unrolled, part });
  return { estimator, device, estimate, whole: wholeOf(estimator, { topology, precision }, estimate) };
}

/** `estimateOn` in figures, or why there are none. */
export function mappedTo(
  map: Omit<MapStep, 'kind'>,
  topology: Topology,
  precision: Precision,
  nonZero: readonly number[],
): { hardware: Mapped | null; reason: string | null } {
  try {
    const { device, estimate, whole } = estimateOn(map, topology, precision, nonZero);
    const { lut, ff, bram18, uram, dsp } = whole;
    const { fits, binding } = fitOn(device, whole);
    const hardware = {
      ...{ lut, ff, bram18, uram, dsp, fits, binding },
      multipliers: estimate.layers.reduce((sum, { folding: { pe, simd } }) => sum + pe * simd, 0),
      ii: estimate.ii,
      latencyCycles: estimate.latencyCycles,
      latencySeconds: estimate.latencyCycles / (map.clockMhz * 1e6),
      fps: estimate.fps,
      notModelled: estimate.notModelled,
    };
    return { hardware, reason: null };
  } catch (error) {
    return { hardware: null, reason: messageOf(error) };
  }
}
