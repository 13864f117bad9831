import { useRef } from 'react';
import { hasRoom } from '../../core/compress/pipeline-edit';
import { STEP_KINDS } from '../../core/compress/step-kinds';
import { addBranch, addPaper, openPlan } from '../../state/compress-edit';
import { useStore } from '../../state/store';
import { BranchLane } from './BranchLane';
import { CompareTable } from './CompareTable';
import styles from './compress.module.css';
import { useKnownBranches, useRunning, useSelected } from './use-branches';

/** The centre: the pipeline's branches as lanes of steps, and the branches side by side. Loaded when it is first opened. */
export default function CompressPanel() {
  const known = useKnownBranches();
  const branches = useRunning(known);
  const { branch, step } = useSelected(branches);
  return (
    <div className={styles.panel}>
      <Toolbar empty={branches.length === 0} />
      {branches.length === 0 && <Introduction />}
      {branches.map((view) => (
        <BranchLane
          key={view.name}
          branch={view}
          selected={view === branch ? (step?.index ?? null) : null}
          steps={view.steps}
        />
      ))}
      {branches.length > 0 && <CompareTable branches={known} />}
    </div>
  );
}

function Toolbar({ empty }: { empty: boolean }) {
  const room = useStore((s) => hasRoom(s.design.pipeline));
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.toolbar}>
      <h2>Compression</h2>
      <button type="button" data-kind={empty ? 'primary' : undefined} disabled={!room} onClick={addBranch}>
        New branch
      </button>
      <button
        type="button"
        disabled={!room}
        title="Its CNN in INT8: quantize after training, in part, or while training, whichever suffices first"
        onClick={addPaper}
      >
        Paper 001
      </button>
      <button
        type="button"
        disabled={!room}
        title="A plan of bitscape compress, or one saved here"
        onClick={() => file.current?.click()}
      >
        Open plan…
      </button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Plan file"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = '';
          if (chosen) void openPlan(chosen);
        }}
      />
    </div>
  );
}

/** What stands where there is no branch yet. */
function Introduction() {
  return (
    <div className={styles.lane}>
      <p>
        From a network trained in floating point to integers on an FPGA, step by step. Each branch is one way
        to do so; what branches have in common is run once.
      </p>
      <dl className={styles.kinds}>
        {Object.values(STEP_KINDS).map(({ title, help }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{help}</dd>
          </div>
        ))}
      </dl>
      <p className="dim">
        Begin with a branch of your own, or with paper 001’s case study: its CNN in INT8, by the first of
        three ways of quantizing that reaches the accuracy you ask for.
      </p>
    </div>
  );
}
