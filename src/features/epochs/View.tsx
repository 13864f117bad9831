import { type PointerEvent, useId } from 'react';
import { type CellPosition, cellKey } from '../../core/precision';
import type { AccuracySource } from '../../state/accuracy';
import { px } from '../chart/numbers';
import { useWidth } from '../chart/use-width';
import { SOURCE_WORDS } from '../heatmap/cell';
import { accuracyTick } from '../scatter/view-model';
import styles from './view.module.css';
import { type EpochQuantity, type EpochSeries, epochLayout, epochSummary, nearestCurve } from './view-model';

export interface EpochsProps {
  /** Every trained cell; roles say which are highlighted and labelled ('other' is drawn faint). */
  series: readonly EpochSeries[];
  /** Where the accuracies come from; those that are not of own training are drawn quietly and named. */
  source?: AccuracySource | null;
  quantity: EpochQuantity;
  /** Epochs of the whole run: the end of the axis. */
  epochs: number;
  onSelect(cell: CellPosition): void;
  onHover(cell: CellPosition | null): void;
  /** Pixels. */
  height?: number;
  /** Shown while no epoch has ended. */
  emptyText?: string;
}

/** Accuracy or error after each epoch: selected and pinned networks in colour, the others faint. */
export function Epochs(props: EpochsProps) {
  const { series, source, quantity, epochs, onSelect, onHover, height = 112, emptyText } = props;
  const clip = useId();
  const [ref, width] = useWidth(740);
  const layout = epochLayout(series, quantity, epochs, width, height);
  const summary = epochSummary(series);
  const kind = source ? SOURCE_WORDS[source] : '';

  const at = (event: PointerEvent<SVGSVGElement>): CellPosition | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const curve = layout && nearestCurve(layout.curves, event.clientX - box.left, event.clientY - box.top);
    return curve && { weightBits: curve.weightBits, activationBits: curve.activationBits };
  };

  return (
    <figure className={styles.epochs}>
      <div ref={ref} style={{ height }}>
        {layout ? (
          <svg
            role="img"
            aria-label={`${quantity === 'accuracy' ? 'Accuracy' : 'Error'} by epoch, ${layout.curves.length} networks${kind && `, ${kind}`}`}
            data-source={source ?? undefined}
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
            <clipPath id={clip}>
              <rect
                x={layout.frame.left - 4}
                y={0}
                width={layout.frame.right - layout.frame.left + 8}
                height={layout.frame.bottom + 2}
              />
            </clipPath>
            <g className={styles.axes}>
              {layout.y.ticks.map((tick) => (
                <g key={tick}>
                  <line
                    x1={layout.frame.left}
                    x2={layout.frame.right}
                    y1={px(layout.y.scale(tick))}
                    y2={px(layout.y.scale(tick))}
                  />
                  <text x={layout.frame.left - 8} y={px(layout.y.scale(tick) + 4)} textAnchor="end">
                    {accuracyTick(layout.y.ticks, tick)}
                  </text>
                </g>
              ))}
              {layout.x.ticks.map((tick, i) => (
                <text key={tick} x={px(layout.x.scale(tick))} y={height - 3} textAnchor="middle">
                  {i === 0 ? `epoch ${tick}` : tick}
                </text>
              ))}
            </g>
            <g clipPath={`url(#${clip})`}>
              {layout.curves.map((curve) => (
                <g key={cellKey(curve)} data-series={curve.role} className={styles.curve}>
                  <path d={curve.path} />
                  {(curve.role !== 'other' || curve.points.length === 1) && (
                    <circle
                      cx={curve.points[curve.points.length - 1].x}
                      cy={curve.points[curve.points.length - 1].y}
                      r={2.6}
                    />
                  )}
                </g>
              ))}
            </g>
            {kind && (
              <text
                x={layout.frame.right}
                y={layout.frame.bottom - 4}
                textAnchor="end"
                className={styles.kind}
              >
                {kind}
              </text>
            )}
            {layout.labels.map(({ text, role, x, y }) => (
              <text key={text} x={x} y={y} data-series={role} className={styles.label}>
                {text}
              </text>
            ))}
          </svg>
        ) : (
          <p className={styles.empty}>{emptyText ?? 'The curves appear after the first epoch.'}</p>
        )}
      </div>
      {summary.length > 0 && (
        <figcaption className="visually-hidden">
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
