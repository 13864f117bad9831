import { BitscapeError } from '../errors';
import type { Device } from './device';

/** The devices of the menu, by id. */
export const DEVICES: Readonly<Record<string, Device>> = {
  xc7z020: {
    id: 'xc7z020',
    part: 'xc7z020clg400-1',
    family: 'Zynq-7000',
    boards: ['PYNQ-Z1', 'PYNQ-Z2'],
    lut: 53200,
    ff: 106400,
    bram18: 280,
    dsp: 220,
    source: 'FINN finn/util/platforms.py:236; paper 003 section 3.5 (280 BRAM18, 106400 FF); AMD DS190',
  },
  xc7a200t: {
    id: 'xc7a200t',
    part: 'xc7a200tsbg484-1',
    family: 'Artix-7',
    boards: ['Nexys Video'],
    lut: 134600,
    ff: 269200,
    bram18: 730,
    dsp: 740,
    source: 'AMD DS180, 7 Series FPGAs overview: 33650 slices of 4 LUT and 8 FF, 365 RAMB36, 740 DSP48E1',
  },
  zu3eg: {
    id: 'zu3eg',
    part: 'xczu3eg-sbva484-1-e',
    family: 'Zynq UltraScale+',
    boards: ['Ultra96'],
    lut: 70560,
    ff: 141120,
    bram18: 432,
    dsp: 360,
    source:
      'AMD DS891, Zynq UltraScale+ overview: 70560 LUT, 141120 FF, 216 RAMB36, 360 DSP48E2 ' +
      '(FINN finn/util/platforms.py rounds: 71000, 142000, 412, 360)',
  },
};

/**
 * The device of an id.
 * @throws BitscapeError "UnknownDevice" that lists the ids.
 */
export function deviceOf(id: string): Device {
  if (Object.hasOwn(DEVICES, id)) return DEVICES[id];
  throw new BitscapeError(
    'UnknownDevice',
    `"${id}" is not a device: use one of ${Object.keys(DEVICES).join(', ')}`,
    'device',
  );
}
