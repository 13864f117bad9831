import { useMemo } from 'react';
import { estimateOn, type MappedEstimate } from '../../core/compress/hardware';
import type { MapStep } from '../../core/compress/plan';
import type { Estimate, ResourceName } from '../../core/hardware/estimate';
import { explainWhole } from '../../core/hardware/whole-explain';
import { cellName } from '../../core/precision';
import type { Accuracies, StepResult } from '../../engine/compress/result';
import { percent } from '../chart/numbers';
import { Explain } from '../explain/View';
import { Layers } from '../layers/View';
import { RESOURCE_LABELS } from '../meters/view-model';
import styles from './compress.module.css';
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
  const mapped = useMapped(branch, result);
  const { precision, floatLayers, seconds, testSeconds, notMapped } = result;
  const name = `${view.title} of ${branch.name}`;
  return (
    <>
      {result.accuracy && view.step.kind !== 'map' && (
        <Change before={result.before} after={result.accuracy} />
      )}
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
                      explanation={figure.explained && mapped?.explanations[figure.explained]}
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
            {result.hardware.fits ? 'Fits' : 'Does not fit'} {mapped?.estimate.device.id};{' '}
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
      {mapped && (
        <Layers layers={mapped.estimate.estimate.layers} bottleneck={mapped.estimate.estimate.bottleneck} />
      )}
    </>
  );
}

/** The figures that a step has: without hardware, why is said below them. */
const figuresOf = ({ hardware }: StepResult) =>
  FIGURES.filter((figure) => figure.id !== 'test' && (!figure.hardware || hardware !== null));

/** Accuracy before and after, on the test set. */
function Change({ before, after }: { before: Accuracies | null; after: Accuracies }) {
  const by = before && after.test - before.test;
  return (
    <div className={styles.change}>
      <p className="big">{percent(after.test, 2)}</p>
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

interface Explained {
  estimate: MappedEstimate;
  explanations: Estimate['totalExplanations'];
}

/** The estimate that the hardware figures are of, with its formulas; null where there is none. */
function useMapped({ plan }: BranchView, { hardware, precision, basis }: StepResult): Explained | null {
  return useMemo(() => {
    const map = plan.steps.find((step): step is MapStep => step.kind === 'map');
    if (!hardware || !precision || !map) return null;
    const estimate = estimateOn(map, plan.topology, precision, basis.nonZero);
    const { totalExplanations } = estimate.estimate;
    const chain = estimate.estimator.chain?.({ topology: plan.topology, precision }, estimate.estimate);
    const whole = chain && explainWhole(estimate.estimate, chain);
    const { ii, latencyCycles, fps } = totalExplanations;
    return { estimate, explanations: whole ? { ...whole, ii, latencyCycles, fps } : totalExplanations };
  }, [plan, hardware, precision, basis]);
}
