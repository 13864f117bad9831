import { useState } from 'react';
import type { Device } from '../../core/hardware/device';
import { addDevice, isKept, removeDevice } from '../../state/devices';
import { messageOf } from '../../state/messages';
import { useStore } from '../../state/store';
import styles from './device.module.css';

/** Of a device of one's own: where its figures come from, and whether this browser keeps it. */
export function OwnDevice({ device }: { device: Device }) {
  const kept = useStore((s) => isKept(device, s.ownDevices));
  const [problem, setProblem] = useState('');
  const keep = () => {
    try {
      addDevice(device);
      setProblem('');
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <>
      <p className={styles.hint}>
        {device.part}, figures: {device.source}.{' '}
        {kept ? (
          <button type="button" data-kind="plain" onClick={() => removeDevice(device)}>
            Remove {device.id}
          </button>
        ) : (
          <>
            It came with the link.{' '}
            <button type="button" data-kind="plain" onClick={keep}>
              Keep {device.id}
            </button>
          </>
        )}
      </p>
      {problem && (
        <p className={styles.warning} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
