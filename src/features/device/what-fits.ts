import { estimateChosen } from '../../core/design/chosen-grid';
import type { Design } from '../../core/design/design';
import type { Device, Fit } from '../../core/hardware/device';
import { DEVICE_TABLE } from '../../core/hardware/device-table';
import { hardwareOf } from '../../state/grid';

/** One device with the selected cell on it, folded as the design says. */
export interface DeviceFit {
  device: Device;
  fit: Fit;
  fps: number;
}

/** The selected cell on every device of the list, those that hold it first, each group by ascending number of LUTs. */
export function devicesFor(design: Design, devices: readonly Device[] = DEVICE_TABLE): DeviceFit[] {
  const hardware = hardwareOf(design);
  const { weightBits, activationBits } = design.selected;
  const rows = devices.map((device): DeviceFit => {
    const grid = estimateChosen({ ...hardware, device }, design.folding, [weightBits], [activationBits]);
    const [{ fit, estimate }] = grid.cells;
    return { device, fit, fps: estimate.fps };
  });
  return rows.sort((a, b) => Number(b.fit.fits) - Number(a.fit.fits) || a.device.lut - b.device.lut);
}
