import { useId, useRef } from 'react';
import styles from './folding.module.css';
import { nearestOf } from './view-model';

/** Presses of all sliders so far. */
let drags = 0;

interface StopSliderProps {
  label: string;
  /** The legal values, ascending, at least one. */
  stops: readonly number[];
  /** What is said of a value: "2, divides 64". */
  textOf(value: number): string;
  value: number;
  /** `drag` is the same number for all changes between two presses, so that they can be one step of undo. */
  onChange(value: number, drag: number): void;
}

/** A slider over legal values: every position is one, and the ticks show them. A value between them sits at the nearest. */
export function StopSlider({ label, stops, textOf, value, onChange }: StopSliderProps) {
  const ticks = useId();
  const drag = useRef(0);
  const nextDrag = () => {
    drags += 1;
    drag.current = drags;
  };
  return (
    <label className={styles.slider}>
      <span>
        {label} <b>{value}</b>
      </span>
      <input
        type="range"
        min={0}
        max={stops.length - 1}
        step={1}
        list={ticks}
        value={stops.indexOf(nearestOf(stops, value))}
        aria-label={label}
        aria-valuetext={textOf(value)}
        onPointerDown={nextDrag}
        onKeyDown={nextDrag}
        onChange={(event) => onChange(stops[Number(event.target.value)], drag.current)}
      />
      <datalist id={ticks}>
        {stops.map((stop, i) => (
          <option key={stop} value={i} />
        ))}
      </datalist>
    </label>
  );
}
