import { isBranchName, legalPlaces, PIPELINE_LIMITS } from '../../core/compress/pipeline';
import { type CompressionStep, isQuantizing } from '../../core/compress/plan';
import { STEP_KINDS } from '../../core/compress/step-kinds';
import { useCompress } from '../../state/compress';
import { addStep, editBranch, removeBranch, savePlan } from '../../state/compress-edit';
import { exportBranch } from '../../state/compress-export';
import { useStore } from '../../state/store';
import { DraftInput } from '../setup/DraftInput';
import styles from './compress.module.css';
import { StepCard } from './StepCard';
import type { BranchView, StepView } from './view-model';

export interface BranchLaneProps {
  branch: BranchView;
  steps: readonly StepView[];
  /** Index of the selected step; null: it is in another branch. */
  selected: number | null;
}

/** A branch: its name, what it aims at, its steps in order, and what can be done with it. */
export function BranchLane({ branch, steps, selected }: BranchLaneProps) {
  const { index, name, wanted, verdict, walk } = branch;
  const select = (step: number) => useCompress.setState({ selected: { branch: index, step } });
  return (
    <section className={styles.lane} aria-label={`Branch ${name}`} data-selected={selected !== null}>
      <div className={styles.head}>
        <DraftInput
          label="Branch"
          value={name}
          format={String}
          parse={(text) => legalName(text, name)}
          onChange={(text) => editBranch(index, { name: text })}
        />
        <DraftInput
          label="Wanted, %"
          value={wanted}
          format={(share) => (share === null ? '' : String(Math.round(1e6 * share) / 1e4))}
          parse={wantedFrom}
          inputMode="text"
          onChange={(share) => editBranch(index, { wanted: share })}
        />
        <span className={styles.verdict} data-reached={walk.suffices}>
          {verdict}
        </span>
        <Actions branch={branch} onSelect={() => select(selected ?? 0)} />
      </div>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <StepCard
            key={step.index}
            step={step}
            chosen={walk.chosen === step.index}
            selected={step.index === selected}
            onSelect={() => select(step.index)}
          />
        ))}
        <li>
          <AddStep branch={branch} />
        </li>
      </ol>
    </section>
  );
}

function Actions({ branch, onSelect }: { branch: BranchView; onSelect(): void }) {
  const { index, name, walk } = branch;
  const own = useStore((s) => s.design.pipeline[index]);
  const busy = useStore((s) => s.exporting !== null);
  const look = useStore((s) => s.look);
  const reason = walk.cell ? null : whyNoExport(branch);
  if (!own) return null;
  return (
    <div className={styles.actions}>
      <button
        type="button"
        title="As a plan file, for bitscape compress --plan"
        onClick={() => savePlan(own)}
      >
        Save plan
      </button>
      <button
        type="button"
        disabled={reason !== null}
        title={reason ?? 'The generated project, below'}
        onClick={() => {
          onSelect();
          look({ drawer: 'code' });
        }}
      >
        Code
      </button>
      <button
        type="button"
        disabled={reason !== null || busy}
        title={reason ?? 'HLS C++, Verilog, Vivado scripts and test benches as .tar.gz'}
        aria-label={`Export ${name}`}
        onClick={() => void exportBranch(own)}
      >
        {busy ? 'Exporting…' : 'Export'}
      </button>
      <button type="button" aria-label={`Delete ${name}`} onClick={() => removeBranch(index)}>
        Delete
      </button>
    </div>
  );
}

/** Why a branch has no network to export. */
function whyNoExport({ walk, plan, outcome }: BranchView): string {
  if (walk.chosen === null)
    return plan.steps.some(isQuantizing) ? 'Run it first' : 'Nothing is quantized yet: add a step that does';
  return outcome?.notMapped ?? 'It has no integer network';
}

/** A menu of the kinds of steps that the branch may have more of. */
function AddStep({ branch: { index, name, plan } }: { branch: BranchView }) {
  const kinds = [...legalPlaces(plan.steps).keys()];
  if (kinds.length === 0) return null;
  return (
    <select
      className={styles.add}
      value=""
      aria-label={`Add a step to ${name}`}
      onChange={(event) => addStep(index, event.target.value as CompressionStep['kind'])}
    >
      <option value="" disabled>
        + Step
      </option>
      {kinds.map((kind) => (
        <option key={kind} value={kind} title={STEP_KINDS[kind].help}>
          {STEP_KINDS[kind].title}
        </option>
      ))}
    </select>
  );
}

function legalName(text: string, now: string): string {
  const name = text.trim();
  if (!isBranchName(name)) throw new Error(`1 to ${PIPELINE_LIMITS.name} characters`);
  const taken = useStore.getState().design.pipeline.some((branch) => branch.name === name && name !== now);
  if (taken) throw new Error('a name that no other branch has');
  return name;
}

function wantedFrom(text: string): number | null {
  if (text.trim() === '') return null;
  const value = Number(text.replace('%', '').replace(',', '.'));
  if (!(value >= 0 && value <= 100)) throw new Error('0 to 100 % on validation, or nothing');
  return Math.round(value * 1e4) / 1e6;
}
