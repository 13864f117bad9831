import { onDevice } from '../../core/design/own-device';
import type { Device } from '../../core/hardware/device';
import { DEVICE_TABLE } from '../../core/hardware/device-table';
import { deviceText } from '../../core/hardware/device-text';
import { useOwnDevices } from '../../state/devices';
import { useStore } from '../../state/store';

/** Value of the entry that is no device; no id and no device's text is like it. */
const ADD = '+';

const label = ({ id, boards }: Device): string => [id, boards.join(', ')].filter(Boolean).join(' · ');

/** Which FPGA: of the table, one's own, or a new one. */
export function DeviceMenu({ onAdd }: { onAdd(): void }) {
  const { device, ownDevice } = useStore((s) => s.design);
  const edit = useStore((s) => s.edit);
  const own = useOwnDevices();
  const choose = (value: string) => {
    if (value === ADD) return onAdd();
    const mine = own.find((candidate) => deviceText(candidate) === value);
    edit(mine ? onDevice(mine) : { device: value, ownDevice: null });
  };
  return (
    <select
      aria-label="Device"
      value={ownDevice ? deviceText(ownDevice) : device}
      onChange={(event) => choose(event.target.value)}
    >
      {DEVICE_TABLE.map((each) => (
        <option key={each.id} value={each.id}>
          {label(each)}
        </option>
      ))}
      {own.length > 0 && (
        <optgroup label="Yours">
          {own.map((each) => (
            <option key={deviceText(each)} value={deviceText(each)}>
              {label(each)}
            </option>
          ))}
        </optgroup>
      )}
      <option value={ADD}>Add a part…</option>
    </select>
  );
}
