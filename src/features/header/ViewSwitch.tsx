import type { Design } from '../../core/design/design';
import { useStore } from '../../state/store';
import styles from './header.module.css';

const VIEWS: Readonly<Record<Design['view'], { name: string; title: string }>> = {
  grid: { name: 'Grid', title: 'All widths of weights and activations' },
  compress: { name: 'Compress', title: 'Train, prune, quantize and map, step by step' },
};

/** Chooses what the centre shows. */
export function ViewSwitch() {
  const view = useStore((s) => s.design.view);
  const look = useStore((s) => s.look);
  return (
    <nav className={styles.views} aria-label="View">
      {(Object.keys(VIEWS) as Design['view'][]).map((id) => (
        <button
          key={id}
          type="button"
          title={VIEWS[id].title}
          aria-current={id === view ? 'page' : undefined}
          onClick={() => look({ view: id })}
        >
          {VIEWS[id].name}
        </button>
      ))}
    </nav>
  );
}
