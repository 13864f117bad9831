import { jsonTextReader } from '../core/design/json-reader';
import { BitscapeError } from '../core/errors';
import type { Device } from '../core/hardware/device';
import { deviceFromJson } from '../core/hardware/device-json';
import type { Arguments } from './arguments';
import type { OptionGroup } from './command';
import { readText } from './files';

export const DEVICE_OPTIONS: OptionGroup = {
  title: 'Own device',
  options: [
    {
      name: 'device-file',
      value: '<file>',
      help: 'JSON with the figures of an FPGA that --device does not know',
    },
  ],
};

/**
 * The device of `--device-file`; undefined without it.
 * @throws BitscapeError "ConflictingOptions" beside `--device`, "BadDeviceFile" with what is wrong in the file.
 */
export async function deviceOption(args: Arguments): Promise<Device | undefined> {
  const file = args.get('device-file');
  if (file === undefined) return undefined;
  if (args.has('device')) {
    throw new BitscapeError(
      'ConflictingOptions',
      '--device names a known device and --device-file describes another: give one of them',
      '--device-file',
    );
  }
  return deviceFromJson(jsonTextReader(await readText(file), file, 'BadDeviceFile'));
}
