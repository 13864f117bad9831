import { useMemo } from 'react';
import { useCompress } from '../../state/compress';
import { missingSteps, startCompression } from '../../state/compress-run';
import { useActiveData } from '../../state/data-sets';
import { plural } from '../../state/messages';
import { useStore } from '../../state/store';

/** What can be started in this view: the steps of the pipeline that are not known yet. */
export default function CompressOffers() {
  const design = useStore((s) => s.design);
  const kept = useCompress((s) => s.kept);
  const { id, name } = useActiveData();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is missing is read from `kept`
  const missing = useMemo(() => missingSteps(design, id).size, [design, id, kept]);
  const { length } = design.pipeline;
  if (length === 0) return <span className="dim">The pipeline has no branch yet.</span>;
  return (
    <>
      <button
        type="button"
        data-kind="primary"
        disabled={missing === 0}
        onClick={() => void startCompression()}
      >
        {missing === 0 ? 'All run' : `Run ${plural(missing, 'step')}`}
      </button>
      <span className="dim">
        {missing === 0
          ? 'Every branch is run; its steps are kept on this device.'
          : `${length === 1 ? '1 branch' : `${length} branches`} on ${name}; what they share runs once, and finished steps are kept on this device.`}
      </span>
    </>
  );
}
