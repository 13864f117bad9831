import { useId } from 'react';
import { px } from '../chart/numbers';
import { byDrawingOrder } from '../chart/series';
import styles from './view.module.css';
import {
  pointAt,
  type RadarAxis,
  type RadarFamily,
  type RadarSeries,
  radarSummary,
  ring,
  seriesPath,
  type Web,
} from './view-model';

export interface RadarProps {
  /** Clockwise from the top: accuracy, LUT, FF, BRAM. */
  axes: readonly RadarAxis[];
  /** The selected cell (role 'selected'), the pins (role 'pin1'...), perhaps the hovered one (role 'hover'). */
  series: readonly RadarSeries[];
  /** The paper's families (Fig. 7), to choose one from. */
  families: readonly RadarFamily[];
  /** Family shown besides the series; null shows the series alone. */
  family: string | null;
  onFamily(id: string | null): void;
}

const SIZE = { width: 320, height: 222 };
const WEB: Web = { centre: { x: 160, y: 110 }, radius: 88 };
const RINGS = [0.25, 0.5, 0.75, 1];

/** Scores of the selected cell against its pins and, if one is chosen, a family of the paper. */
export function Radar({ axes, series, families, family, onFamily }: RadarProps) {
  const name = useId();
  const chosen = families.find(({ id }) => id === family);
  const shown = [...series, ...(chosen?.series ?? [])];
  const networks = [...new Map(shown.map((one) => [one.id, one])).values()];
  const choices: { id: string | null; label: string }[] = [{ id: null, label: 'None' }, ...families];
  return (
    <figure className={styles.radar}>
      <svg
        role="img"
        aria-label={`Scores of ${networks.length} networks`}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      >
        {RINGS.map((score) => (
          <path key={score} d={ring(WEB, axes.length, score)} className={styles.web} />
        ))}
        {axes.map((axis, i) => (
          <AxisLine key={axis.id} axis={axis} index={i} count={axes.length} />
        ))}
        {byDrawingOrder(shown).map((one) => (
          <Shape key={`${one.role} ${one.id}`} series={one} />
        ))}
      </svg>
      <figcaption>
        <ul className="visually-hidden">
          {radarSummary(axes, networks).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <Legend series={series} family={chosen?.series} />
      </figcaption>
      {families.length > 0 && (
        <fieldset className={styles.choice}>
          <legend className="visually-hidden">Family shown besides</legend>
          {choices.map(({ id, label }) => (
            <label key={label}>
              <input type="radio" name={name} checked={id === family} onChange={() => onFamily(id)} />
              {label}
            </label>
          ))}
        </fieldset>
      )}
    </figure>
  );
}

function AxisLine({ axis, index, count }: { axis: RadarAxis; index: number; count: number }) {
  const end = pointAt(WEB, index, count, 1);
  const side = Math.sign(Math.round((end.x - WEB.centre.x) * 10));
  const vertical = Math.sign(Math.round((end.y - WEB.centre.y) * 10));
  const anchor = (['end', 'middle', 'start'] as const)[side + 1];
  const x = px(end.x + side * 10);
  const y = px(end.y + (side === 0 ? (vertical < 0 ? -8 : 16) : 4));
  return (
    <g className={styles.axis} data-modelled={axis.modelled}>
      <line x1={WEB.centre.x} y1={WEB.centre.y} x2={end.x} y2={end.y} />
      <text x={x} y={y} textAnchor={anchor}>
        {axis.label}
        {!axis.modelled && side === 0 && ' not modelled'}
      </text>
      {!axis.modelled && side !== 0 && (
        <text x={x} y={y + 13} textAnchor={anchor}>
          not modelled
        </text>
      )}
    </g>
  );
}

function Shape({ series: { role, scores, label, strength = 1 } }: { series: RadarSeries }) {
  const { outline, area, vertices } = seriesPath(WEB, scores);
  return (
    <g
      data-series={role}
      className={styles.shape}
      opacity={strength < 1 ? 0.25 + 0.75 * strength : undefined}
    >
      <title>{label}</title>
      {role === 'selected' && <path d={area} className={styles.area} />}
      <path d={outline} className={styles.outline} />
      {(role === 'selected' || vertices.length < scores.length) &&
        vertices.map(({ axis, x, y }) => <circle key={axis} cx={x} cy={y} r={2.4} />)}
    </g>
  );
}

/** Every network once, by its line; of a large family only the first and the last. */
function Legend({
  series,
  family = [],
}: {
  series: readonly RadarSeries[];
  family?: readonly RadarSeries[];
}) {
  const ends = family.length > 5 ? [family[0], family[family.length - 1]] : family;
  const others = ends.filter(({ id }) => series.every((one) => one.id !== id));
  return (
    <ul className={styles.legend} aria-hidden="true">
      {[...series, ...others].map(({ id, label, role, strength = 1 }) => (
        <li key={`${role} ${id}`} data-series={role}>
          <svg width="14" height="8" viewBox="0 0 14 8" aria-hidden="true">
            <line x1="0" x2="14" y1="4" y2="4" opacity={strength < 1 ? 0.25 + 0.75 * strength : undefined} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
