import { isMovable, isRemovable, moved } from '../../core/compress/pipeline-edit';
import { STEP_KINDS } from '../../core/compress/step-kinds';
import { branchFrom, editSteps } from '../../state/compress-edit';
import styles from './compress.module.css';
import { StepFigures } from './StepFigures';
import { StepForm } from './StepForm';
import { useBranches, useSelected } from './use-branches';
import type { BranchView, StepView } from './view-model';

/** All about the selected step: its choices, and what it came to. Loaded when it is first needed. */
export default function StepPanel() {
  const { branch, step } = useSelected(useBranches());
  if (!branch || !step) return <p className="dim">The step that you select is shown here.</p>;
  return <Selected key={`${branch.name} ${step.index}`} branch={branch} step={step} />;
}

function Selected({ branch, step: view }: { branch: BranchView; step: StepView }) {
  const { index, step, title, status, result } = view;
  const { steps } = branch.plan;
  const change = (next: readonly (typeof step)[], at: number) => editSteps(branch.index, next, at);
  return (
    <div className={styles.stepPanel}>
      <div>
        <h2>
          {branch.name} · step {index + 1} of {steps.length}
        </h2>
        <p className={styles.stepTitle}>{title}</p>
        <p className="dim">{STEP_KINDS[step.kind].help}</p>
      </div>
      <StepForm step={step} onChange={(next) => editSteps(branch.index, steps.with(index, next), index)} />
      <div className={styles.actions}>
        <button
          type="button"
          title="A branch with the steps up to here"
          onClick={() => branchFrom(branch.index, index)}
        >
          Branch from here
        </button>
        {isMovable(steps, index, -1) && (
          <button type="button" onClick={() => change(moved(steps, index, -1), index - 1)}>
            Earlier
          </button>
        )}
        {isMovable(steps, index, 1) && (
          <button type="button" onClick={() => change(moved(steps, index, 1), index + 1)}>
            Later
          </button>
        )}
        <button
          type="button"
          disabled={!isRemovable(steps, index)}
          title={
            isRemovable(steps, index)
              ? undefined
              : 'All steps start from the training: delete the branch instead'
          }
          onClick={() => change(steps.toSpliced(index, 1), Math.max(0, index - 1))}
        >
          Remove
        </button>
      </div>
      <hr />
      {result && status !== 'left-out' ? (
        <StepFigures branch={branch} view={view} result={result} />
      ) : (
        <p className="dim">{result?.leftOut ? `Left out: ${result.leftOut}.` : 'To be run.'}</p>
      )}
    </div>
  );
}
