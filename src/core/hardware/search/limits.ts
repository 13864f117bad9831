import { BitscapeError } from '../../errors';
import type { Device } from '../device';
import type { ResourceName } from '../estimate';

/** Share of a device that a design may take, by resource: 0.7 is 70 %. 1 where not given. */
export type Ceilings = Readonly<Partial<Record<ResourceName, number>>>;

/** What may be used of each resource, in whole units. */
export type Limits = Readonly<Record<ResourceName, number>>;

/** Guards 0.7 x 53200 against a product that lies just below the integer. */
const ROUNDING = 1e-6;

/**
 * What the ceilings leave of a device.
 * @throws BitscapeError "IllegalCeiling" unless every ceiling is from 0 to 1.
 */
export function limitsOf(device: Device, ceilings: Ceilings = {}): Limits {
  const limit = (name: ResourceName): number => {
    const ceiling = ceilings[name] ?? 1;
    if (ceiling >= 0 && ceiling <= 1) return Math.floor(device[name] * ceiling + ROUNDING);
    throw new BitscapeError(
      'IllegalCeiling',
      `ceiling ${ceiling} of ${name}: it must be a share from 0 to 1 (0.7 is 70 %)`,
      name,
    );
  };
  return {
    lut: limit('lut'),
    ff: limit('ff'),
    bram18: limit('bram18'),
    uram: limit('uram'),
    dsp: limit('dsp'),
  };
}
