import { useState } from 'react';
import type { LayerEstimate } from '../../core/hardware/estimate';
import { Explain } from '../explain/View';
import styles from './view.module.css';
import { type LayerQuantity, layerQuantities, layerRows } from './view-model';

export interface LayersProps {
  layers: readonly LayerEstimate[];
  /** Name of the slowest layer. */
  bottleneck: string;
}

/** Each layer's share of the design; a column head chooses what the bars show, numbers open their formulas. */
export function Layers({ layers, bottleneck }: LayersProps) {
  const [chosen, setQuantity] = useState<LayerQuantity>('lut');
  const quantities = layerQuantities(layers);
  const quantity = quantities.some(({ id }) => id === chosen) ? chosen : 'lut';
  return (
    <table className={styles.layers} aria-label="Layers">
      <thead>
        <tr>
          <th scope="col" colSpan={3}>
            <h2>Layers</h2>
          </th>
          {quantities.map(({ id, label, long }) => (
            <th key={id} scope="col" className={styles.number}>
              <button
                type="button"
                data-kind="plain"
                aria-pressed={id === quantity}
                title={`bars show ${long}`}
                onClick={() => setQuantity(id)}
              >
                {label}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {layerRows(layers, bottleneck, quantity).map(
          ({ layer, title, shape, folding, bar, bottleneck: hot }) => (
            <tr key={layer.name} data-hot={hot}>
              <th scope="row" title={hot ? `slowest layer: it sets the frame rate; ${folding}` : folding}>
                {title}
                {hot && <span className="visually-hidden">, the slowest layer</span>}
              </th>
              <td className={styles.shape}>{shape}</td>
              <td className={styles.barCell}>
                <span className={styles.bar}>
                  <i style={{ width: `${Math.round((bar ?? 0) * 100)}%` }} />
                </span>
              </td>
              {quantities.map(({ id, long }) => (
                <td key={id} className={styles.number} data-shown={id === quantity}>
                  <Explain
                    value={layer[id]}
                    explanation={layer.explanations[id]}
                    label={`${long} of ${title}`}
                    short
                  />
                </td>
              ))}
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
