import { describeTopology } from '../../core/network/topology';
import { copyShareLink, newSeed } from '../../state/actions';
import { useActiveData } from '../../state/data-sets';
import { designTopology } from '../../state/recipes';
import { useStore } from '../../state/store';
import { ExportButton } from './ExportButton';
import styles from './header.module.css';
import { ThemeButton } from './ThemeButton';
import { ViewSwitch } from './ViewSwitch';

/** Name, what is designed, and what can be done with the whole of it. */
export function Header() {
  const design = useStore((s) => s.design);
  const data = useActiveData();
  const undo = useStore((s) => s.undo);
  const redo = useStore((s) => s.redo);
  const canUndo = useStore((s) => s.past.length > 0);
  const canRedo = useStore((s) => s.future.length > 0);
  const topology = designTopology(design);
  const layers = describeTopology(topology);
  return (
    <header className={styles.header}>
      <h1>
        <b>Bit</b>scape
      </h1>
      <ViewSwitch />
      <span className="chip">
        {topology.name === layers ? `MLP ${layers}` : `${topology.name.toUpperCase()} ${layers}`}
      </span>
      <span className="chip">{data.name}</span>
      <button type="button" className="chip" onClick={newSeed} title="New seed: other weights and shuffles">
        seed {design.seed}
      </button>
      <span className={styles.space} />
      <button type="button" disabled={!canUndo} onClick={undo}>
        Undo
      </button>
      <button type="button" disabled={!canRedo} onClick={redo}>
        Redo
      </button>
      <ThemeButton />
      <button type="button" onClick={() => void copyShareLink()}>
        Share
      </button>
      {design.view === 'grid' && <ExportButton />}
    </header>
  );
}
