import type { CSSProperties, PointerEvent } from 'react';
import { type CellPosition, cellKey } from '../../core/precision';
import { compact } from '../../core/space/metrics';
import { px } from '../chart/numbers';
import type { Linking } from '../chart/series';
import { useWidth } from '../chart/use-width';
import styles from './view.module.css';
import {
  accuracyTick,
  frontSummary,
  nearestMark,
  type ScatterLayout,
  type ScatterPoint,
  scatterLayout,
  sourceSummary,
} from './view-model';

export interface ScatterProps<Id extends string> extends Linking {
  points: readonly ScatterPoint[];
  /** The resources that the axis can show. */
  axes: readonly { id: Id; label: string }[];
  axis: Id;
  onAxis(id: Id): void;
  onSelect(cell: CellPosition): void;
  onHover(cell: CellPosition | null): void;
  /** Pixels. */
  height?: number;
  /** Why no point can be drawn: "Train a cell to see it here." or "FF is not modelled by finn." */
  emptyText?: string;
}

/** Accuracy against a resource, with the Pareto front. Pointer only: the grid is the keyboard's way to a cell. */
export function Scatter<Id extends string>(props: ScatterProps<Id>) {
  const { points, axes, axis, onAxis, onSelect, onHover, height = 440, emptyText, ...linking } = props;
  const [ref, width] = useWidth(276);
  const layout = scatterLayout(points, linking, width, height);
  const label = axes.find(({ id }) => id === axis)?.label ?? axis;
  const summary = frontSummary(points, label);

  const plotStyle: CSSProperties & { '--height': string } = { '--height': `${height}px` };
  const at = (event: PointerEvent<SVGSVGElement>): CellPosition | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const mark = layout && nearestMark(layout.marks, event.clientX - box.left, event.clientY - box.top);
    return mark && { weightBits: mark.weightBits, activationBits: mark.activationBits };
  };

  return (
    <figure className={styles.scatter}>
      <div className={styles.head}>
        <h2>Accuracy against</h2>
        <select
          aria-label="Resource axis"
          value={axis}
          onChange={(event) => onAxis(pick(axes, event.target.value))}
        >
          {axes.map(({ id, label: text }) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <div ref={ref} className={styles.plot} style={plotStyle}>
        {layout ? (
          <svg
            role="img"
            aria-label={`Accuracy against ${label}, ${layout.marks.length} networks, ${summary.length} on the Pareto front${sourceSummary(layout.marks)}`}
            viewBox={`0 0 ${width} ${height}`}
            width={width}
            height={height}
            onPointerMove={(event) => onHover(at(event))}
            onPointerLeave={() => onHover(null)}
            onPointerUp={(event) => {
              const cell = at(event);
              if (cell) onSelect(cell);
            }}
          >
            <Axes layout={layout} label={label} height={height} />
            <path d={layout.front} className={styles.front} />
            <Marks layout={layout} />
          </svg>
        ) : (
          <p className={styles.empty}>{emptyText ?? 'No network has both numbers yet.'}</p>
        )}
      </div>
      {summary.length > 0 && (
        <figcaption className="visually-hidden">
          Pareto front of accuracy against {label}:
          <ul>
            {summary.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </figcaption>
      )}
    </figure>
  );
}

const pick = <Id extends string>(axes: readonly { id: Id }[], value: string): Id =>
  (axes.find(({ id }) => id === value) ?? axes[0]).id;

function Axes({ layout, label, height }: { layout: ScatterLayout; label: string; height: number }) {
  const { frame, x, y } = layout;
  const right = frame.x + frame.width;
  return (
    <g className={styles.axes}>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={frame.x} x2={right} y1={px(y.scale(tick))} y2={px(y.scale(tick))} />
          <text x={frame.x - 8} y={px(y.scale(tick) + 4)} textAnchor="end">
            {accuracyTick(y.ticks, tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} x={px(x.scale(tick))} y={height - 22} textAnchor="middle">
          {compact(tick)}
        </text>
      ))}
      <text x={px(frame.x + frame.width / 2)} y={height - 4} textAnchor="middle">
        {label}
        {x.log && ', log scale'}
      </text>
    </g>
  );
}

function Marks({ layout: { marks, labels } }: { layout: ScatterLayout }) {
  return (
    <>
      {marks.map((mark) => (
        <circle
          key={cellKey(mark)}
          cx={mark.x}
          cy={mark.y}
          r={mark.role === 'selected' ? 6 : mark.role !== 'other' ? 5 : mark.onFront ? 4.2 : 3}
          className={styles.mark}
          data-series={mark.role}
          data-fits={mark.fits}
          data-front={mark.onFront}
          data-hovered={mark.hovered}
          data-source={mark.source ?? undefined}
        />
      ))}
      {labels.map(({ text, x, y, role }) => (
        <text key={text} x={x} y={y} className={styles.label} data-series={role}>
          {text}
        </text>
      ))}
    </>
  );
}
