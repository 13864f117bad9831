/** The branches of the radar in paper 003 Fig. 7, clockwise from the top. */
export const RADAR_AXES = ['accuracy', 'lut', 'ff', 'bram18'] as const;

export type RadarAxis = (typeof RADAR_AXES)[number];

/** One network's figures; null where unknown or not modelled. */
export type RadarPoint = Readonly<Record<RadarAxis, number | null>>;

/** Scores 0 (the grid's worst, at the centre) to 1 (its best, outermost); null where the figure is null. */
export type RadarScores = Record<RadarAxis, number | null>;

/** The grid's best and worst of each branch: Table 2 of paper 003. null where no network has the figure. */
export type RadarRange = Record<RadarAxis, { best: number; worst: number } | null>;

const HIGHER_IS_BETTER: Readonly<Record<RadarAxis, boolean>> = {
  accuracy: true,
  lut: false,
  ff: false,
  bram18: false,
};

const perAxis = <T>(of: (axis: RadarAxis) => T): Record<RadarAxis, T> => ({
  accuracy: of('accuracy'),
  lut: of('lut'),
  ff: of('ff'),
  bram18: of('bram18'),
});

/** Best and worst of each branch over the grid. */
export const radarRange = (grid: readonly RadarPoint[]): RadarRange =>
  perAxis((axis) => {
    const values = grid.map((point) => point[axis]).filter((value) => value !== null);
    if (values.length === 0) return null;
    const low = Math.min(...values);
    const high = Math.max(...values);
    return HIGHER_IS_BETTER[axis] ? { best: high, worst: low } : { best: low, worst: high };
  });

/**
 * Scores of one network, (value - worst) / (best - worst), clamped to 0..1 for a network outside the grid. Where
 * best and worst coincide the score is 1. Source: paper 003 section 3.5.
 */
export const radarScores = (point: RadarPoint, range: RadarRange): RadarScores =>
  perAxis((axis) => {
    const value = point[axis];
    const ends = range[axis];
    if (value === null || ends === null) return null;
    if (ends.best === ends.worst) return 1;
    return Math.min(1, Math.max(0, (value - ends.worst) / (ends.best - ends.worst)));
  });
