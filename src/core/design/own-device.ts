import type { Device } from '../hardware/device';
import { deviceFromJson } from '../hardware/device-json';
import { deviceFromText, deviceText } from '../hardware/device-text';
import { DEVICES, deviceOf } from '../hardware/devices';
import type { Codec } from './codecs';
import type { Design } from './design';
import { jsonReader } from './json-reader';

/** The FPGA of a design: the person's own if it has one, else that of the table. */
export const designDevice = ({ device, ownDevice }: Pick<Design, 'device' | 'ownDevice'>): Device =>
  ownDevice ?? deviceOf(device);

/** The part of a design that puts it on a device, of the table or a person's own. */
export const onDevice = (device: Device): Partial<Design> =>
  Object.hasOwn(DEVICES, device.id) ? { device: device.id, ownDevice: null } : { ownDevice: device };

/** A device of a person's own with all its figures, so that a link can be opened where it is not known. */
export const ownDevice: Codec<Device> = {
  legal:
    'id,part,LUT,FF,BRAM18,URAM,DSP,family,source[,board...] such as ' +
    'mine,xc7z014sclg400-1,40600,81200,214,0,170,Zynq-7000,AMD_DS190, the id not one of the table',
  is(value): value is Device {
    try {
      const device = deviceFromJson(jsonReader(value, 'device', 'BadDevice'));
      return deviceText(device) === deviceText(value as Device);
    } catch {
      return false;
    }
  },
  parse: deviceFromText,
  format: deviceText,
};
