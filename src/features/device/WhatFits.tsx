import { useMemo, useState } from 'react';
import { designDevice, onDevice } from '../../core/design/own-device';
import { cellName } from '../../core/precision';
import { compact } from '../../core/space/metrics';
import { useDevices } from '../../state/devices';
import { useStore } from '../../state/store';
import { RESOURCE_LABELS } from '../meters/view-model';
import styles from './device.module.css';
import { devicesFor } from './what-fits';

/** Which devices hold the selected cell; choosing one moves the fit boundary of the grid there. */
export function WhatFits() {
  const [open, setOpen] = useState(false);
  const selected = useStore((s) => s.design.selected);
  return (
    <details className={styles.what} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Which devices hold {cellName(selected)}?</summary>
      {open && <Devices />}
    </details>
  );
}

function Devices() {
  const design = useStore((s) => s.design);
  const edit = useStore((s) => s.edit);
  const devices = useDevices();
  const rows = useMemo(() => devicesFor(design, devices), [design, devices]);
  return (
    <ul>
      {rows.map(({ device, fit, fps }) => {
        const share = Math.round(100 * (fit.utilisation[fit.binding] ?? 0));
        return (
          <li key={device.id} data-fits={fit.fits}>
            <button
              type="button"
              data-kind="plain"
              aria-current={device.id === designDevice(design).id}
              title={device.boards.join(', ')}
              onClick={() => edit(onDevice(device))}
            >
              {device.id}
            </button>
            <span>
              {share} % {RESOURCE_LABELS[fit.binding].replace('BRAM18', 'BRAM')}
            </span>
            <span>{fit.fits ? `${compact(fps)} fps` : 'too small'}</span>
          </li>
        );
      })}
    </ul>
  );
}
