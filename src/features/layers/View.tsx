import { useState } from 'react';
import type { LayerEstimate } from '../../core/hardware/estimate';
import { Explain } from '../explain/View';
import styles from './view.module.css';
import { type LayerQuantity, layerQuantities, layerRows } from './view-model';

export interface LayersProps {
  layers: readonly LayerEstimate[];
  /** Name of the slowest layer. */
  bottleneck: string;
  /** Index of the selected layer, and of the one under the pointer in the code. */
  selected?: number | null;
  hovered?: number | null;
  /** Without it layers cannot be selected. */
  onSelect?(index: number | null): void;
  onShowCode?(index: number): void;
}

/**
 * Each layer's share of the design; a column head chooses what the bars show, numbers open their formulas, a layer's name
 * selects it, here and in the code.
 */
export function Layers({ layers, bottleneck, selected = null, hovered, onSelect, onShowCode }: LayersProps) {
  const [chosen, setQuantity] = useState<LayerQuantity>('lut');
  const quantities = layerQuantities(layers);
  const quantity = quantities.some(({ id }) => id === chosen) ? chosen : 'lut';
  const rows = layerRows(layers, bottleneck, quantity);
  const chosenRow = selected === null ? undefined : rows[selected];
  return (
    <>
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
          {rows.map(({ layer, title, shape, folding, bar, bottleneck: hot }, i) => (
            <tr key={layer.name} data-hot={hot} data-selected={i === selected} data-hovered={i === hovered}>
              <th scope="row" title={hot ? `slowest layer: it sets the frame rate; ${folding}` : folding}>
                {onSelect ? (
                  <button
                    type="button"
                    data-kind="plain"
                    aria-pressed={i === selected}
                    onClick={() => onSelect(i === selected ? null : i)}
                  >
                    {title}
                  </button>
                ) : (
                  title
                )}
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
          ))}
        </tbody>
      </table>
      {chosenRow && (
        <p className={styles.chosen}>
          <span>
            {chosenRow.title}: {chosenRow.folding}
          </span>
          {onShowCode && (
            <button type="button" onClick={() => onShowCode(selected!)}>
              Show code
            </button>
          )}
        </p>
      )}
    </>
  );
}
