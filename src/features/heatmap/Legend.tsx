import type { AccuracySource } from '../../state/accuracy';
import { SOURCE_WORDS } from './cell';
import styles from './legend.module.css';
import { type ColourScale, type HeatmapMetric, RAMP } from './view-model';

export interface LegendProps {
  metric: HeatmapMetric;
  scale: ColourScale | null;
  /** Some cell is on the front, does not fit, is pinned, is not finished: the keys that are worth an entry. */
  shows: {
    front: boolean;
    unfit: boolean;
    pinned: boolean;
    unfinished: boolean;
    /** Where the accuracies come from; all but the cells' own training is marked. */
    sources: readonly AccuracySource[];
  };
}

/** What colours, rings, hatching and dots mean; ends of the scale in the metric's unit. */
export function Legend({ metric, scale, shows }: LegendProps) {
  return (
    <div className={styles.legend}>
      {metric.notModelled && <span className={styles.notice}>{metric.notModelled}</span>}
      {scale && scale.worst === scale.best && <span>every value is {metric.format(scale.best)}</span>}
      {scale && scale.worst !== scale.best && (
        <span
          className={styles.scale}
          title={scale.log ? 'logarithmic; bright is better' : 'bright is better'}
        >
          <span>{metric.format(scale.worst)}</span>
          <span className={styles.ramp} style={{ background: RAMP }} />
          <span>{metric.format(scale.best)}</span>
        </span>
      )}
      {shows.front && <span className={styles.front}>Pareto front</span>}
      {shows.unfit && <span className={styles.unfit}>does not fit</span>}
      {shows.sources
        .filter((source) => source !== 'trained')
        .map((source) => (
          <span key={source} className={styles.source} data-source={source}>
            {SOURCE_WORDS[source]}
          </span>
        ))}
      {shows.unfinished && <i>not finished</i>}
      {shows.pinned && <span className={styles.pinned}>pinned</span>}
    </div>
  );
}
