import { BIT_RANGE, cellKey, cellName } from '../../core/precision';
import { showLayerCode } from '../../state/code-drawer';
import { useExportable } from '../../state/exportable';
import { type Grid, type GridCell, useSelectedCell } from '../../state/grid';
import { useStore } from '../../state/store';
import { AroundLayers } from '../chain/AroundLayers';
import { countedOf } from '../device/around';
import { Explain } from '../explain/View';
import { Badge } from '../export/Badge';
import { badgeOf } from '../export/badge-words';
import { Parallelism } from '../folding/Parallelism';
import { Layers } from '../layers/View';
import { RESOURCE_LABELS, shownResources } from '../meters/view-model';
import { Accuracy } from './Accuracy';
import styles from './cell.module.css';
import { RadarPanel } from './RadarPanel';
import { rankOf, rankWords, sizeAgainst } from './view-model';

/** All about the selected cell: accuracy, resources, radar against others, layers. */
export function CellPanel({ grid }: { grid: Grid }) {
  const cell = useSelectedCell(grid);
  const design = useStore((s) => s.design);
  const pinned = useStore((s) => s.design.pins.some((pin) => cellKey(pin) === cell.key));
  const togglePin = useStore((s) => s.togglePin);
  const look = useStore((s) => s.look);
  const layer = useStore((s) => s.layer);
  const hoveredLayer = useStore((s) => s.hoveredLayer);
  const updateSession = useStore((s) => s.updateSession);
  const exportable = useExportable();
  const { estimate, fit } = cell;
  const { explanations } = countedOf(design, cell);
  return (
    <div className={styles.panel}>
      <div className={styles.title}>
        <div>
          <p className={styles.big}>{cellName(cell)}</p>
          <p className={styles.dim}>{standing(cell, grid)}</p>
        </div>
        <Accuracy cell={cell} />
      </div>
      <div className={styles.figures}>
        {shownResources(fit.used, grid.device).map((name) => (
          <Explain
            key={name}
            value={fit.used[name]}
            unit={RESOURCE_LABELS[name]}
            label={`${RESOURCE_LABELS[name]} of ${cellName(cell)}`}
            explanation={explanations[name]}
            why={estimate.notModelled.join(' ')}
            short
          />
        ))}
      </div>
      <div className={styles.figures}>
        <Explain
          value={estimate.fps}
          unit="frames/s"
          label="Frames per second"
          explanation={estimate.totalExplanations.fps}
        />
        <Explain
          value={estimate.latencyCycles}
          unit="cycles latency"
          label="Latency in cycles"
          explanation={estimate.totalExplanations.latencyCycles}
        />
      </div>
      <hr />
      <RadarPanel grid={grid} />
      <hr />
      <Layers
        layers={estimate.layers}
        bottleneck={estimate.bottleneck}
        selected={layer}
        hovered={hoveredLayer}
        onSelect={(index) => updateSession({ layer: index })}
        onShowCode={showLayerCode}
      />
      <Parallelism cell={cell} />
      <AroundLayers cell={cell} />
      <details className={styles.notes}>
        <summary>What this estimate leaves out</summary>
        <ul>
          {[...estimate.notModelled, ...estimate.notes].map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </details>
      <div className={styles.actions}>
        <button type="button" aria-pressed={pinned} onClick={() => togglePin(cell)}>
          {pinned ? 'Unpin' : 'Pin'}
        </button>
        <button type="button" onClick={() => look({ drawer: 'code' })}>
          Code
        </button>
        {exportable && <Badge content={badgeOf(exportable)} name={cellName(cell)} />}
      </div>
    </div>
  );
}

function standing(cell: GridCell, grid: Grid): string {
  const widest = grid.byKey.get(cellKey({ weightBits: BIT_RANGE.max, activationBits: BIT_RANGE.max }))!;
  const rank = rankOf(cell, grid.cells);
  return [rank && rankWords(rank), sizeAgainst(cell, widest)].filter(Boolean).join(' · ');
}
