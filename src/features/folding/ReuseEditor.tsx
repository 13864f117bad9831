import { estimatorOf } from '../../core/hardware/estimators';
import { STRATEGIES, type Strategy } from '../../core/hardware/unrolled/options';
import { type GridCell, hardwareOf } from '../../state/grid';
import { useStore } from '../../state/store';
import { ExportActivation } from './ExportActivation';
import styles from './folding.module.css';
import { StopSlider } from './StopSlider';
import { nearestOf, reuseHint, STRATEGY_LABELS } from './view-model';

/** How an unrolled network shares its multipliers: one reuse factor that stops at legal values, or each cell's own. */
export function ReuseEditor({ cell }: { cell: GridCell }) {
  const design = useStore((s) => s.design);
  const edit = useStore((s) => s.edit);
  const { topology, estimator, refusal } = hardwareOf(design);
  const model = estimatorOf(design.estimator).reuse;
  if (!model) return null;
  const stops = model.stops(topology, design.strategy);
  const fitted = design.folding === 'fit';
  const shown = fitted && estimator.reuse ? cell.estimate.ii : design.reuseFactor;
  const hint = refusal ?? reuseHint(cell.estimate);
  // The stops of the other strategy are others: the reuse factor moves to the nearest.
  const choose = (strategy: Strategy) => {
    const legal = model.stops(topology, strategy);
    edit({
      strategy,
      reuseFactor: legal.length > 0 ? nearestOf(legal, design.reuseFactor) : design.reuseFactor,
    });
  };
  return (
    <section className={styles.editor} aria-labelledby="reuse-title">
      <div className={styles.row}>
        <h2 id="reuse-title">Reuse factor</h2>
        <select
          aria-label="How to reuse"
          value={fitted ? 'fit' : 'rule'}
          onChange={(event) => edit({ folding: event.target.value as 'rule' | 'fit' })}
        >
          <option value="rule">One for all cells</option>
          <option value="fit">Smallest that fits</option>
        </select>
      </div>
      <select
        className={styles.strategy}
        aria-label="Strategy"
        value={design.strategy}
        onChange={(event) => choose(event.target.value as Strategy)}
      >
        {STRATEGIES.map((strategy) => (
          <option key={strategy} value={strategy}>
            {STRATEGY_LABELS[strategy]}
          </option>
        ))}
      </select>
      {stops.length > 0 && (
        <StopSlider
          label="Reuse"
          stops={stops}
          textOf={(factor) => `reuse factor ${factor}`}
          value={shown}
          onChange={(reuseFactor, drag) =>
            edit({ reuseFactor, folding: 'rule' }, `reuse factor, drag ${drag}`)
          }
        />
      )}
      {refusal === null && <ExportActivation />}
      {hint && <p className={styles.hint}>{hint}</p>}
    </section>
  );
}
