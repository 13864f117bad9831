import { useMemo } from 'react';
import type { ResourceName } from '../../core/hardware/estimate';
import { cellName } from '../../core/precision';
import type { StepResult } from '../../engine/compress/result';
import { useActiveData } from '../../state/data-sets';
import { percent } from '../chart/numbers';
import { Explain } from '../explain/View';
import { Layers } from '../layers/View';
import { RESOURCE_LABELS } from '../meters/view-model';
import styles from './compress.module.css';
import { type Explanations, explanationsOf, mappedOf } from './explanations';
import { FIGURES, missing } from './figures';
import type { BranchView, StepView } from './view-model';

/** What a step came to: accuracy before and after, size, hardware with its formulas. */
export function StepFigures({
  branch,
  view,
  result,
}: {
  branch: BranchView;
  view: StepView;
  result: StepResult;
}) {
  const data = useActiveData();
  const mapped = useMemo(() => mappedOf(branch.plan, result), [branch.plan, result]);
  const explained = useMemo(
    () => explanationsOf(branch.plan, result, data, mapped),
    [branch.plan, result, data, mapped],
  );
  const { precision, floatLayers, seconds, testSeconds, notMapped } = result;
  const name = `${view.title} of ${branch.name}`;
  return (
    <>
      {view.step.kind !== 'map' && <Change result={result} explained={explained} name={name} />}
      <table className={styles.figures} aria-label={`Figures of ${name}`}>
        <tbody>
          {figuresOf(result).map((figure) => {
            const value = figure.value(result);
            const { text, why } = missing(figure, result);
            return (
              <tr key={figure.id}>
                <th scope="row" title={figure.help}>
                  {figure.label}
                </th>
                <td data-missing={value === null} title={value === null ? why : undefined}>
                  {value === null ? (
                    text
                  ) : (
                    <Explain
                      value={value}
                      format={figure.format}
                      label={`${figure.label} of ${name}`}
                      explanation={explained[figure.id]}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <ul className={styles.notes}>
        {precision && <li>{cellName(precision)} in hardware.</li>}
        {floatLayers.length > 0 && precision === null && <li>In float: {floatLayers.join(', ')}.</li>}
        {result.hardware && (
          <li>
            {result.hardware.fits ? 'Fits' : 'Does not fit'} {mapped?.device.id};{' '}
            {RESOURCE_LABELS[result.hardware.binding as ResourceName]} runs out first.
          </li>
        )}
        {notMapped && <li>Not mapped: {notMapped}.</li>}
        {seconds !== null && (
          <li>
            Took {seconds.toFixed(1)} s; {testSeconds?.toFixed(2)} s for the test set in software.
          </li>
        )}
      </ul>
      {mapped && <Layers layers={mapped.estimate.layers} bottleneck={mapped.estimate.bottleneck} />}
    </>
  );
}

/** The figures that a step has: without hardware, why is said below them. */
const figuresOf = ({ hardware }: StepResult) =>
  FIGURES.filter((figure) => figure.id !== 'test' && (!figure.hardware || hardware !== null));

/** Accuracy before and after, on the test set. */
function Change({ result, explained, name }: { result: StepResult; explained: Explanations; name: string }) {
  const { before, accuracy: after } = result;
  if (!after) return null;
  const by = before && after.test - before.test;
  return (
    <div className={styles.change}>
      <div className="big">
        <Explain
          value={after.test}
          format={(value) => percent(value, 2)}
          label={`Accuracy of ${name}`}
          explanation={explained.test}
        />
      </div>
      <p className="dim">
        {before && by !== null
          ? `before ${percent(before.test, 2)}, ${by >= 0 ? '+' : '−'}${(100 * Math.abs(by)).toFixed(2)} points`
          : 'test set'}
        <br />
        {`validation ${before ? `${percent(before.validation, 2)}, now ` : ''}${percent(after.validation, 2)}`}
      </p>
    </div>
  );
}
