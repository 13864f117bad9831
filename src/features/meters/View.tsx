import type { Device, Fit } from '../../core/hardware/device';
import type { Estimate, Resources } from '../../core/hardware/estimate';
import { count } from '../chart/numbers';
import { Explain } from '../explain/View';
import styles from './view.module.css';
import { metersOf } from './view-model';

export interface MetersProps {
  used: Resources;
  device: Device;
  fit: Fit;
  /** Of the totals; what has one opens to it. */
  explanations?: Estimate['totalExplanations'];
  /** Why a resource has no number, by name. */
  why?: string;
}

/** How the selected design fills the device: used, share and the binding resource. */
export function Meters({ used, device, fit, explanations = {}, why }: MetersProps) {
  return (
    <table className={styles.meters} aria-label={`Use of ${device.id}`}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Resource</th>
          <th scope="col">Bar</th>
          <th scope="col">Used</th>
          <th scope="col">Share of the device</th>
        </tr>
      </thead>
      <tbody>
        {metersOf(used, device, fit).map((meter) => (
          <tr
            key={meter.name}
            data-binding={meter.binding}
            title={`${meter.used === null ? 'not modelled' : count(meter.used)} of ${count(meter.available)}`}
          >
            <th scope="row">
              {meter.label}
              {meter.binding && <span className="visually-hidden">, the binding resource</span>}
            </th>
            <td>
              <span className={styles.bar} data-over={meter.over}>
                <i style={{ width: `${Math.min((meter.utilisation ?? 0) * 100, 100)}%` }} />
              </span>
            </td>
            <td className={styles.used} colSpan={meter.used === null ? 2 : 1}>
              <Explain
                value={meter.used}
                explanation={explanations[meter.name]}
                label={`${meter.label} of the whole design`}
                why={why}
              />
            </td>
            {meter.used !== null && (
              <td className={styles.share} data-over={meter.over}>
                {meter.text}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
