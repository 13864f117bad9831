import type { Chain } from '../../core/hardware/chain';
import { Explain } from '../explain/View';
import styles from './view.module.css';
import { aroundMvaus, chainSentence, nodeTitle } from './view-model';

const QUANTITIES = [
  { id: 'lut', label: 'LUT' },
  { id: 'bram18', label: 'BRAM' },
  { id: 'cycles', label: 'cycles' },
] as const;

/** What FINN puts around the layers, folded away: not in the totals above, with a sum of its own. */
export function ChainDetails({ chain }: { chain: Chain }) {
  return (
    <details className={styles.chain}>
      <summary>Around the layers</summary>
      <p>
        FINN also needs windows, FIFOs and width converters. They are not in the totals above.{' '}
        {chainSentence(chain)}
      </p>
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
              <td className={styles.shape}>{node.shape}</td>
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
