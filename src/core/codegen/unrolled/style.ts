import type { ExportRequest } from '../export-request';

/** How an export builds its layers: `folded` units that take PE x SIMD products per cycle, or `unrolled` ones. */
export type Style = 'folded' | 'unrolled';

/** The style of an export is that of its estimate. */
export const styleOf = ({ estimate }: Pick<ExportRequest, 'estimate'>): Style =>
  estimate.estimator === 'unrolled' ? 'unrolled' : 'folded';
