import type { ReactNode } from 'react';
import type { Chain } from '../../core/hardware/chain';
import type { Streams } from '../../core/hardware/stream/streams';
import { Explain } from '../explain/View';
import styles from './view.module.css';
import { aroundMvaus, chainSentence, nodeShape, nodeTitle } from './view-model';

const QUANTITIES = [
  { id: 'lut', label: 'LUT' },
  { id: 'bram18', label: 'BRAM' },
  { id: 'cycles', label: 'cycles' },
] as const;

export interface ChainDetailsProps {
  chain: Chain;
  /** What the simulation says of the FIFOs; null before it ran. */
  streams?: Streams | null;
  onOpen?(open: boolean): void;
  /** Behind the sentence on the sum. */
  children?: ReactNode;
}

/** What FINN puts around the layers, folded away: not in the totals of the layers, but in the fit. */
export function ChainDetails({ chain, streams = null, onOpen, children }: ChainDetailsProps) {
  return (
    <details className={styles.chain} onToggle={(event) => onOpen?.(event.currentTarget.open)}>
      <summary>Around the layers</summary>
      <p>
        FINN also needs windows, FIFOs and width converters. The device's bars and the fit count them, the
        totals of the layers do not. {chainSentence(chain)}
      </p>
      {children}
      <table aria-label="Around the layers">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              <span className="visually-hidden">node</span>
            </th>
            {QUANTITIES.map(({ id, label }) => (
              <th key={id} scope="col" className={styles.number}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {aroundMvaus(chain).map((node) => (
            <tr key={node.name}>
              <th scope="row">{nodeTitle(node)}</th>
              <td className={styles.shape}>{nodeShape(node, streams)}</td>
              {QUANTITIES.map(({ id, label }) => (
                <td key={id} className={styles.number}>
                  <Explain
                    value={node[id]}
                    explanation={node.explanations[id]}
                    label={`${label} of ${nodeTitle(node)}`}
                    short
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
