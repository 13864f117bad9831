import { useMemo } from 'react';
import { STEP_KINDS } from '../../core/compress/step-kinds';
import { useCompress } from '../../state/compress';
import { useActiveData } from '../../state/data-sets';
import { Explain } from '../explain/View';
import { compareRows } from './compare';
import styles from './compress.module.css';
import { explanationsOf } from './explanations';
import type { BranchView } from './view-model';

/** The branches side by side: each with the figures of the step that it comes to. */
export function CompareTable({ branches }: { branches: readonly BranchView[] }) {
  const name = useCompress((s) => s.against);
  const against = branches.findIndex((branch) => branch.name === name);
  return (
    <section aria-labelledby="compare-title" className={styles.compare}>
      <div className={styles.toolbar}>
        <h2 id="compare-title">Side by side</h2>
        {branches.length > 1 && (
          <label className={styles.against}>
            <span className="dim">Differences to</span>
            <select
              value={against < 0 ? '' : branches[against].name}
              onChange={(event) => useCompress.setState({ against: event.target.value || null })}
            >
              <option value="">none</option>
              {branches.map((branch) => (
                <option key={branch.name}>{branch.name}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      {branches.every(({ outcome }) => outcome === null) ? (
        <p className="dim">Accuracy, memory and hardware of each branch appear here as its steps are run.</p>
      ) : (
        <Table branches={branches} against={against} />
      )}
    </section>
  );
}

function Table({ branches, against }: { branches: readonly BranchView[]; against: number }) {
  const data = useActiveData();
  const explained = useMemo(
    () => branches.map(({ plan, outcome }) => (outcome ? explanationsOf(plan, outcome, data) : {})),
    [branches, data],
  );
  return (
    <div className={styles.scroll}>
      <table aria-label="Branches side by side">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Figure</span>
            </th>
            {branches.map(({ name, outcome }) => (
              <th key={name} scope="col">
                {name}
                <span className={styles.of} title={outcome?.title}>
                  {outcome ? `after ${STEP_KINDS[outcome.step.kind].title}` : 'to be run'}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compareRows(branches, against).map(({ figure, cells }) => (
            <tr key={figure.id}>
              <th scope="row" title={figure.help}>
                {figure.label}
              </th>
              {cells.map(({ value, text, why, best, difference }, i) => (
                <td
                  key={branches[i].name}
                  data-best={best}
                  data-missing={why !== ''}
                  title={why || undefined}
                >
                  {value === null ? (
                    text
                  ) : (
                    <Explain
                      value={value}
                      format={figure.format}
                      label={`${figure.label} of ${branches[i].name}`}
                      explanation={explained[i][figure.id]}
                    />
                  )}
                  {best && <span className="visually-hidden">, best</span>}
                  {difference && <span className={styles.difference}> {difference}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
