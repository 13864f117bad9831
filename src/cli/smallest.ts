import { designDevice } from '../core/design/own-device';
import { BitscapeError } from '../core/errors';
import { cellKey, cellName } from '../core/precision';
import { METRICS } from '../core/space/metrics';
import { smallestWithin } from '../core/space/tolerance';
import { resultsFromFile } from '../engine/results-file';
import type { Command } from './command';
import { chosenDesign } from './design-options';
import { DEVICE_OPTIONS } from './device-option';
import { gridEstimateOf } from './estimate';
import { resources } from './estimate-result';
import { readText } from './files';
import { MVAU_OPTIONS } from './mvau-options';
import { HARDWARE_OPTIONS } from './options';

/** What a design's size can be counted in. */
const SIZES = ['lut', 'ff', 'bram18', 'dsp', 'cycles'] as const;

/** `bitscape smallest`: the smallest design of trained ones whose accuracy drop is within a tolerance. */
export const smallest: Command = {
  name: 'smallest',
  summary: 'Picks the smallest design of a sweep whose accuracy is within a tolerance of the best.',
  prints:
    '{tolerance, size, judged, best: {cell, accuracy, testAccuracy}, smallest: {cell, accuracy, testAccuracy, drop, size, fits, ' +
    'total} or null, within, unmodelled}; drop in points of validation accuracy, of a preview of test accuracy (judged); ' +
    'unmodelled of the designs within the tolerance have no size',
  files: 'results.json',
  groups: [
    {
      title: 'Choice',
      options: [
        { name: 'tolerance', value: 'N', help: 'points of accuracy that may be lost, 0 to 100 (default: 1)' },
        { name: 'size', value: '<name>', help: `what is to be small: ${SIZES.join(', ')} (default: lut)` },
      ],
    },
    { ...HARDWARE_OPTIONS, options: HARDWARE_OPTIONS.options.filter(({ name }) => name !== 'folding') },
    MVAU_OPTIONS,
    DEVICE_OPTIONS,
  ],
  async run(args, io) {
    const [path, more] = args.files;
    if (path === undefined || more !== undefined) {
      throw new BitscapeError('MissingFiles', 'give one results file: smallest results.json');
    }
    const tolerance = toleranceOf(args.get('tolerance') ?? '1');
    const size = SIZES.find((name) => name === (args.get('size') ?? 'lut'));
    if (!size) {
      throw new BitscapeError(
        'BadOption',
        `--size ${args.get('size')}: use one of ${SIZES.join(', ')}`,
        '--size',
      );
    }
    const results = resultsFromFile(await readText(path), path);
    const chosen = { ...(await chosenDesign(args, io, results.design)), topology: results.topology };
    const { cells } = gridEstimateOf(chosen, designDevice(chosen.design));
    const judged = results.cells.every(({ history }) => history.length > 0) ? 'validation' : 'test';
    const trained = new Map(results.cells.map((cell) => [cellKey(cell), cell]));
    const known = cells.flatMap((cell) => {
      const found = trained.get(cellKey(cell));
      if (!found) return [];
      const { validation = found.accuracy } = found.history.at(-1) ?? {};
      return [
        { ...cell, accuracy: judged === 'validation' ? validation : found.accuracy, test: found.accuracy },
      ];
    });
    const { cell, best, within, unmodelled } = smallestWithin(known, tolerance, METRICS[size].read);
    const named = (one: (typeof known)[number]) => ({
      cell: cellName(one),
      accuracy: one.accuracy,
      testAccuracy: one.test,
    });
    return {
      tolerance,
      size,
      judged,
      best: best && named(best),
      smallest: cell &&
        best && {
          ...named(cell),
          drop: Number((100 * (best.accuracy - cell.accuracy)).toFixed(4)),
          size: METRICS[size].read(cell),
          fits: cell.fit.fits,
          total: resources(cell.estimate.total),
        },
      within,
      unmodelled,
    };
  },
};

function toleranceOf(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 100) return value;
  throw new BitscapeError(
    'BadOption',
    `--tolerance ${text}: it must be a number of points from 0 to 100, such as 0.5`,
    '--tolerance',
  );
}
