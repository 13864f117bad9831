import {
  ANCHOR_DEVICE,
  ANCHORS,
  type Anchor,
  anchorEstimate,
} from '../../src/core/hardware/unrolled/anchors';
import { mean } from '../../src/core/space/mean';
import { smallestWithin } from '../../src/core/space/tolerance';
import { markdownTable, percent, points, yesOrNo } from '../atlas/markdown';
import {
  AMOUNTS,
  denseRow,
  intRow,
  type JetFigures,
  PRUNED,
  prunedRow,
  SEEDS,
  TRAININGS,
  WIDTHS,
} from './paper-002-rows';
import type { PaperRecord } from './record';

/** Paper 002, tables II and III and section IV: accuracies and areas under the ROC curve, fractions. */
const PAPER_DENSE = 0.765;
const PAPER: Readonly<Record<(typeof WIDTHS)[number], { accuracy: number; auc: number }>> = {
  16: { accuracy: 0.7623, auc: 0.9408 },
  8: { accuracy: 0.7566, auc: 0.9376 },
  6: { accuracy: 0.7513, auc: 0.9337 },
  4: { accuracy: 0.7382, auc: 0.9233 },
};

/** Paper 002's tolerance, in points. */
const TOLERANCE = 1;

type Figures = ReadonlyMap<string, JetFigures>;

/** Paper 002 beside ours. */
export function render({ rows }: PaperRecord): string {
  const figures: Figures = new Map(
    Object.entries(rows).map(([name, { result }]) => [name, result as JetFigures]),
  );
  const first = figures.get(denseRow(SEEDS[0]));
  if (!first) return `${TITLE}\n\nNot measured yet: \`npm run reproduce -- 002\`.`;
  const made = Object.values(rows);
  const engines = [...new Set(made.map(({ engine }) => engine))].join(', ');
  const dates = made.map(({ date }) => date).sort();
  const { dense, prune, qat } = TRAININGS;
  return [
    TITLE,
    'The jet tagger 16-64-32-32-5, dense in floating point, pruned to 75 % zeros, quantized in training, unrolled on an ' +
      'xc7a200t at 5 ns.',
    `    npm run reproduce -- 002`,
    `**Data: ${first.data}** (${first.testJets.toLocaleString('en')} to test). ${dataWords(first)} Seeds ${SEEDS.join(', ')}, engine ${engines}, ` +
      `${dates[0]}. Float ${dense.epochs} epochs, pruning ${prune.epochs} more from there, quantization-aware training ${qat.epochs} more from the ` +
      `pruned network, batches of ${dense.batchSize}; features are codes of 8 bits. Records: [paper-002.json](reproduction/paper-002.json).`,
    'Hardware is the [unrolled model](unrolled-model.md), a multiplier per product of what is not 0. Its constants are fitted to ' +
      'these very tables, so that the residuals show how well the rules can follow them, not a prediction. Per cent are of the device.',
    hardwareSection(figures),
    accuracySection(figures),
    sparsitySection(figures),
    widthSection(figures),
    toleranceSection(figures),
    differences(figures),
  ].join('\n\n');
}

const TITLE = '## Paper 002: the jet tagger, pruned and quantized';

const dataWords = ({ data }: JetFigures): string =>
  data.includes('synthetic')
    ? 'Accuracies beside the paper are therefore of another problem; what can be compared is how they fall with zeros and bits. ' +
      'With the LHC data: `npm run reproduce -- 002 --jets hls4ml_lhc_jets_hlf.arff`.'
    : 'These are the jets of the paper.';

const share = (used: number | null, available: number): number | null =>
  used === null ? null : (100 * used) / available;

/** "11 / 11.0 (0.0)": paper, ours, ours minus the paper. */
function beside(paper: number, ours: number | null, digits: number): string {
  if (ours === null) return `${paper} / not modelled`;
  const difference = ours - paper;
  const sign = difference >= 0 ? '+' : '';
  return `${paper} / ${ours.toFixed(digits)} (${sign}${difference.toFixed(digits)})`;
}

/** The weights that are not 0 in our network of an anchor; undefined where it was not measured. */
const nonZeroOf = (figures: Figures, { table, bits }: Anchor): readonly number[] | undefined =>
  figures.get(table === 'II' ? denseRow(SEEDS[0]) : intRow(bits, SEEDS[0]))?.nonZero;

function hardwareSection(figures: Figures): string {
  const rows = ANCHORS.map((anchor) => {
    const nonZero = nonZeroOf(figures, anchor);
    const { total, ii, latencyCycles } = anchorEstimate(anchor, nonZero && [...nonZero]);
    const { table, bits, reuseFactor, sparsity } = anchor;
    return [
      `${table}: INT${bits}, reuse factor ${reuseFactor}, ${100 * sparsity} % zeros`,
      nonZero ? `${sum(nonZero)}` : 'not measured',
      beside(anchor.ii, ii, 0),
      beside(anchor.latencyCycles, latencyCycles, 0),
      beside(anchor.dspPercent, share(total.dsp, ANCHOR_DEVICE.dsp), 1),
      beside(anchor.lutPercent, share(total.lut, ANCHOR_DEVICE.lut), 1),
      beside(anchor.ffPercent, share(total.ff, ANCHOR_DEVICE.ff), 1),
    ];
  });
  return [
    '### Tables II and III: hardware',
    'Paper / ours (ours minus the paper), of our trained networks of seed 1. The paper prints whole per cent.',
    markdownTable(['row', 'weights not 0', 'II, cycles', 'latency, cycles', 'DSP %', 'LUT %', 'FF %'], rows),
    `II is exact in every row, the latency within a cycle: ${yesOrNo(timingHolds(figures))}. DSPs on above 8 bits, off from there down: ` +
      `${yesOrNo(dspHolds(figures))}; how many is an upper bound. Block RAM is 1 % in all rows of the paper: softmax tables, not modelled.`,
  ].join('\n\n');
}

const estimates = (figures: Figures) =>
  ANCHORS.map((anchor) => {
    const nonZero = nonZeroOf(figures, anchor);
    return { anchor, estimate: anchorEstimate(anchor, nonZero && [...nonZero]) };
  });

const timingHolds = (figures: Figures): boolean =>
  estimates(figures).every(
    ({ anchor, estimate }) =>
      estimate.ii === anchor.ii && Math.abs(estimate.latencyCycles - anchor.latencyCycles) <= 1,
  );

const dspHolds = (figures: Figures): boolean =>
  estimates(figures).every(({ anchor, estimate }) => anchor.dspPercent > 0 === estimate.total.dsp > 0);

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The figures of a row over the seeds that there are. */
const overSeeds = (figures: Figures, row: (seed: number) => string): JetFigures[] =>
  SEEDS.flatMap((seed) => figures.get(row(seed)) ?? []);

const testOf = ({ accuracy }: JetFigures): number => accuracy.test;
const meanTest = (found: readonly JetFigures[]): number => mean(found.map(testOf));
const meanAuc = (found: readonly JetFigures[]): number => mean(found.map((f) => f.meanAuc ?? Number.NaN));

/** "72.30 % (72.15 to 72.42)"; of one seed without the span. */
function testText(found: readonly JetFigures[]): string {
  if (found.length === 0) return 'not measured';
  if (found.length === 1) return percent(testOf(found[0]));
  const [low, high] = [Math.min, Math.max].map((end) => points(end(...found.map(testOf))));
  return `${percent(meanTest(found))} (${low} to ${high})`;
}

const aucText = (found: readonly JetFigures[]): string =>
  found.length === 0 ? 'not measured' : percent(meanAuc(found));

/** Points below the dense network; "-0.10" is above it. */
const dropText = (dense: readonly JetFigures[], found: readonly JetFigures[]): string =>
  found.length === 0 || dense.length === 0
    ? 'not measured'
    : points(meanTest(dense) - meanTest(found)).replace(/^-(0\.00)$/, '$1');

function accuracySection(figures: Figures): string {
  const dense = overSeeds(figures, denseRow);
  const pruned = overSeeds(figures, (seed) => prunedRow(PRUNED, seed));
  const rows = WIDTHS.map((bits) => {
    const found = overSeeds(figures, (seed) => intRow(bits, seed));
    const { accuracy, auc } = PAPER[bits];
    return [
      `INT${bits}, 75 % zeros`,
      percent(accuracy),
      points(PAPER_DENSE - accuracy),
      testText(found),
      dropText(dense, found),
      percent(auc),
      aucText(found),
    ];
  });
  return [
    '### Table III: accuracy',
    'Ours is the mean over the seeds, with the lowest and the highest; a drop is in points below the dense float network. All have an ' +
      'export; the sums of INT16 have 37 bits, and lines take the place of its thresholds.',
    markdownTable(
      ['network', 'paper', 'drop', 'ours', 'drop', 'AUC, paper', 'AUC, ours'],
      [
        ['float, dense', percent(PAPER_DENSE), '', testText(dense), '', '', aucText(dense)],
        ['float, 75 % zeros', 'plotted', '', testText(pruned), dropText(dense, pruned), '', aucText(pruned)],
        ...rows,
      ],
    ),
    'Our AUC compares how far a class leads the others, the paper softmax outputs ([jets](jets.md#accuracy-and-auc)).',
  ].join('\n\n');
}

function sparsitySection(figures: Figures): string {
  const at = (amount: number) => figures.get(amount === 0 ? denseRow(SEEDS[0]) : prunedRow(amount, SEEDS[0]));
  const rows = [0, ...AMOUNTS].map((amount) => {
    const found = at(amount);
    if (!found) return [`${100 * amount} %`, ...Array(6).fill('not measured')];
    const estimate = (bits: number) => anchorEstimate({ ...ANCHORS[0], bits }, found.nonZero).total;
    const [wide, narrow] = [estimate(16), estimate(8)];
    return [
      `${100 * amount} %`,
      percent(testOf(found)),
      found.meanAuc === null ? '' : percent(found.meanAuc),
      `${sum(found.nonZero)}`,
      `${wide.dsp}, ${share(wide.dsp, ANCHOR_DEVICE.dsp)?.toFixed(0)} %`,
      'not modelled',
      `${narrow.lut} and ${narrow.ff}`,
    ];
  });
  const dense = at(0);
  const better = AMOUNTS.filter((amount) => dense && testOf(at(amount) ?? dense) > testOf(dense));
  return [
    '### Figure 2: accuracy against logic and DSP, by zeros',
    'The paper gives a plot without figures, of networks of 16 bits. Ours, seed 1, float accuracy, reuse factor 1:',
    markdownTable(
      [
        'zeros',
        'test accuracy',
        'mean AUC',
        'products',
        'DSP at 16 bits, at most',
        'LUT, FF at 16 bits',
        'LUT and FF at 8 bits',
      ],
      rows,
    ),
    markdownTable(
      ['paper', 'so here'],
      [
        ['Zeros cut logic and DSPs', yesOrNo(fallsWith(rows, 4) && fallsWith(rows, 6))],
        [
          'Accuracy rises, not falls, with zeros',
          better.length === AMOUNTS.length
            ? 'yes'
            : `**no**: ${better.length} of ${AMOUNTS.length} above dense`,
        ],
      ],
    ),
  ].join('\n\n');
}

/** Whether the first number of a column falls from row to row. */
const fallsWith = (rows: readonly (readonly string[])[], column: number): boolean =>
  rows.every(
    (row, i) => i === 0 || Number.parseInt(row[column], 10) < Number.parseInt(rows[i - 1][column], 10),
  );

function widthSection(figures: Figures): string {
  const rows = ANCHORS.filter(({ table }) => table === 'III').map((anchor) => {
    const { total } = anchorEstimate(anchor, [...(nonZeroOf(figures, anchor) ?? [])]);
    const logic = (lut: number, ff: number) => (100 * (lut + ff)) / (ANCHOR_DEVICE.lut + ANCHOR_DEVICE.ff);
    const { lutPercent, ffPercent } = anchor;
    const paper = logic((lutPercent / 100) * ANCHOR_DEVICE.lut, (ffPercent / 100) * ANCHOR_DEVICE.ff);
    const bits = anchor.bits as (typeof WIDTHS)[number];
    return [
      `INT${bits}`,
      `${percent(PAPER[bits].accuracy)}, ${paper.toFixed(1)} %, ${anchor.dspPercent} %`,
      testText(overSeeds(figures, (seed) => intRow(bits, seed))),
      total.lut === null || total.ff === null ? 'not modelled' : `${logic(total.lut, total.ff).toFixed(1)} %`,
      `${share(total.dsp, ANCHOR_DEVICE.dsp)?.toFixed(0)} %`,
    ];
  });
  return [
    '### Figure 3: accuracy against logic and DSP, by width',
    'At 75 % zeros; logic is LUT and FF together, of those of the device. The points of the paper are those of its table III.',
    markdownTable(['width', 'paper: accuracy, logic, DSP', 'ours: accuracy', 'logic', 'DSP'], rows),
  ].join('\n\n');
}

function toleranceSection(figures: Figures): string {
  const dense = overSeeds(figures, denseRow);
  const ours = WIDTHS.map((bits) => {
    const found = overSeeds(figures, (seed) => intRow(bits, seed));
    return { name: `INT${bits}`, bits, accuracy: found.length > 0 ? meanTest(found) : null };
  });
  const all = [
    { name: 'dense float', bits: 32, accuracy: dense.length > 0 ? meanTest(dense) : null },
    ...ours,
  ];
  const picked = (cells: typeof all) =>
    smallestWithin(cells, TOLERANCE, ({ bits }) => bits).cell?.name ?? 'none';
  const theirs = [
    { name: 'dense float', bits: 32, accuracy: PAPER_DENSE },
    ...WIDTHS.map((bits) => ({ name: `INT${bits}`, bits, accuracy: PAPER[bits].accuracy })),
  ];
  return [
    '### The tolerance',
    `The narrowest network at most ${TOLERANCE} point below the best: by the paper's accuracies ${picked(theirs)}, as it says; by ours ` +
      `${picked(all)}. The page's "Accuracy tolerance" and \`bitscape smallest\` pick by this rule.`,
  ].join('\n\n');
}

function differences(figures: Figures): string {
  return [
    '### Where it differs, and why',
    [
      `* **Accuracy**: ${figures.get(denseRow(SEEDS[0]))?.data}. What these lose with zeros and bits says nothing of what the LHC's lose.`,
      '* **Pruning**: the paper holds a constant share of zeros; here it rises over the first half of the pruning epochs, then is held. ' +
        'Both pick the smallest weights of each layer.',
      "* **INT16**: the paper's are fixed point of 16 bits (with hls4ml's default, 10 of them after the point), ours " +
        'weights of 16 bits in ±2 and activations of 16 in 0 to 2.',
      '* **LUT and FF at 16 bits** are not modelled: in the paper FF is not even monotonic in the reuse factor (19, 16, 18 %).',
      '* **DSP at reuse factor 1**: HLS folds products with constants, by the trained weights; the model counts one block per product that is not 0.',
      `* **"39 % of the LUTs, 13 % of the FFs"** of the paper's abstract are points of the device between its table II, reuse factor 1, and INT8 of ` +
        'table III; the LUTs of the former are not modelled here.',
    ].join('\n'),
  ].join('\n\n');
}
