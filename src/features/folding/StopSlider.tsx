import { useId, useRef } from 'react';
import { legalStops } from '../../core/hardware/folding-stops';
import styles from './folding.module.css';

/** Presses of all sliders so far. */
let drags = 0;

interface StopSliderProps {
  label: string;
  /** The matrix side that the value divides. */
  side: number;
  value: number;
  /** `drag` is the same number for all changes between two presses, so that they can be one step of undo. */
  onChange(value: number, drag: number): void;
}

/** A slider over the divisors of a matrix side: every position is legal, and the ticks show them. */
export function StopSlider({ label, side, value, onChange }: StopSliderProps) {
  const stops = legalStops(side);
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
        value={stops.indexOf(value)}
        aria-label={label}
        aria-valuetext={`${value}, divides ${side}`}
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
