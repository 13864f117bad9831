import { markdownTable, percent, points } from '../atlas/markdown';
import {
  EPOCHS,
  type FixedFigures,
  type FixedRow,
  HOT_WIDTHS,
  NETWORKS,
  type Network,
  type Pair,
  rowName,
  WIDTHS,
  ZERO_WIDTHS,
} from './paper-004-rows';
import type { PaperRecord } from './record';

/** Tables 3 and 4 of the paper, top-1 accuracy in %, where it has a value; ImageNet but for FracBNN-CIFAR-10. */
const PAPER: readonly { network: string; float: string; method: string; at: Record<number, string> }[] = [
  { network: 'ResNet-18', float: '69.9', method: 'PTQ', at: { 10: '66.10', 8: '42.78' } },
  { network: 'ResNet-18', float: '69.9', method: 'QFX', at: { 10: '69.86', 8: '67.86' } },
  { network: 'ResNet-50', float: '76.1', method: 'PTQ', at: { 10: '47.03', 8: '0.12' } },
  { network: 'ResNet-50', float: '76.1', method: 'QFX', at: { 10: '75.67', 8: '67.80' } },
  { network: 'MobileNetV2', float: '72.2', method: 'PTQ', at: { 10: '8.11', 8: '0.14' } },
  { network: 'MobileNetV2', float: '72.2', method: 'QFX', at: { 10: '70.19', 8: '57.45' } },
  { network: 'EfficientNet-B0', float: '76.1', method: 'PTQ', at: { 10: '74.87', 8: '69.90' } },
  { network: 'EfficientNet-B0', float: '76.1', method: 'QFX', at: { 10: '76.92', 8: '76.26' } },
  {
    network: 'FracBNN-CIFAR-10',
    float: '88.7',
    method: 'PTQ',
    at: { 16: '88.70', 12: '87.40', 10: '80.70', 8: '11.90' },
  },
  {
    network: 'FracBNN-CIFAR-10',
    float: '88.7',
    method: 'QFX',
    at: { 16: '88.34', 12: '88.63', 10: '88.65', 8: '88.11' },
  },
  {
    network: 'Bi-Real Net',
    float: '56.4',
    method: 'PTQ',
    at: { 16: '54.90', 12: '45.50', 10: '7.90', 8: '0.40' },
  },
  {
    network: 'Bi-Real Net',
    float: '56.4',
    method: 'QFX',
    at: { 16: '55.75', 12: '55.60', 10: '55.68', 8: '55.17' },
  },
  {
    network: 'FracBNN-ImageNet',
    float: '71.8',
    method: 'PTQ',
    at: { 16: '69.70', 12: '23.30', 10: '0.70', 8: '0.10' },
  },
  { network: 'FracBNN-ImageNet', float: '71.8', method: 'QFX', at: { 8: '69.27' } },
];

/** Table 5 of the paper: QFX at 8 bits without and with 2-hot codes, and the difference in points. */
const PAPER_HOT = [
  ['FracBNN-CIFAR-10', '8', '88.11', '87.89', '-0.22'],
  ['Bi-Real Net', '8', '55.17', '55.31', '+0.14'],
  ['FracBNN-ImageNet', '8', '69.27', '68.95', '-0.32'],
] as const;

const TITLE = '## Paper 004: trainable fixed point';

type Find = (row: Omit<FixedRow, 'kHot' | 'lowest'> & Partial<FixedRow>) => FixedFigures | undefined;

/** Paper 004 beside ours. */
export function render({ rows }: PaperRecord): string {
  const find: Find = (row) =>
    rows[rowName({ kHot: 0, lowest: 'negative', ...row })]?.result as FixedFigures | undefined;
  const first = Object.values(rows)[0];
  if (!first) return `${TITLE}\n\nNot measured yet: \`npm run reproduce -- 004\`.`;
  return [
    TITLE,
    'PTQ: binary points swept for the least squared error of each layer, without training (section 4.1). QFX: weights and binary points ' +
      `trained from there, ${EPOCHS} epochs (Algorithm 2). One width W for weights, activations, and BatchNorm's multiplier and bias.`,
    '    npm run reproduce -- 004',
    `Real MNIST, seed 42, one float training of 10 epochs for each network, engine ${first.engine}, ${first.date}. Accuracies are the integer ` +
      "network's, test / validation, 10 000 images each, whose 95 % interval is about 0.3 points either way. Records: " +
      '[paper-004.json](reproduction/paper-004.json); the method: [fixed point](fixed-point.md#training).',
    mainTable(find),
    zeroTable(find),
    hotTable(find),
    goals(find),
    DIFFERENCES,
  ].join('\n\n');
}

const none = 'not measured';
const pair = (found: Pair | undefined): string =>
  found ? `${percent(found.test)} / ${percent(found.validation)}` : none;

/** Float accuracy of a network, the same in all its rows. */
const floatOf = (find: Find, network: Network): Pair | undefined =>
  WIDTHS.map((bits) => find({ network, bits })?.float).find((float) => float !== undefined);

const both = (
  find: Find,
  network: Network,
  widths: readonly number[],
  more: Partial<FixedRow> = {},
): string[][] =>
  (['ptq', 'qfx'] as const).map((method) => [
    network,
    pair(floatOf(find, network)),
    method.toUpperCase(),
    ...widths.map((bits) => pair(find({ network, bits, ...more })?.[method])),
  ]);

const heads = (widths: readonly number[]): string[] => [
  'network',
  'float',
  'method',
  ...widths.map((bits) => `W=${bits}`),
];

const mainTable = (find: Find): string =>
  [
    '### Tables 3 and 4: PTQ and QFX',
    markdownTable(
      heads(WIDTHS),
      NETWORKS.flatMap((network) => both(find, network, WIDTHS)),
    ),
    "The paper's, of other networks and data, top-1 accuracy in %; it stops at 8 bits:",
    markdownTable(
      heads([16, 12, 10, 8]),
      PAPER.map(({ network, float, method, at }) => [
        network,
        float,
        method,
        ...[16, 12, 10, 8].map((bits) => at[bits] ?? ''),
      ]),
    ),
  ].join('\n\n');

const zeroTable = (find: Find): string =>
  [
    "### With the paper's clamp: integer bits from 0",
    'Algorithm 2 clamps the integer bits to 0 to W. The multiplier of a BatchNorm after hundreds of products is far below 1, so that a type ' +
      'from 0 on spends its codes on values that do not occur. The tables above let all bits lie behind the point.',
    markdownTable(
      heads(ZERO_WIDTHS),
      NETWORKS.flatMap((network) => both(find, network, ZERO_WIDTHS, { lowest: 'zero' })),
    ),
  ].join('\n\n');

const hotTable = (find: Find): string =>
  [
    '### Table 5: 2-hot codes',
    markdownTable(
      ['network', 'W', 'QFX', 'QFX, 2-hot', 'difference, points', 'PTQ, 2-hot'],
      [
        ...NETWORKS.flatMap((network) =>
          HOT_WIDTHS.map((bits) => {
            const [plain, hot] = [find({ network, bits }), find({ network, bits, kHot: 2 })];
            const difference =
              plain && hot
                ? `${points(hot.qfx.test - plain.qfx.test)} / ${points(hot.qfx.validation - plain.qfx.validation)}`
                : none;
            return [network, `${bits}`, pair(plain?.qfx), pair(hot?.qfx), difference, pair(hot?.ptq)];
          }),
        ),
        ...PAPER_HOT.map(([network, bits, plain, hot, difference]) => [
          `${network} (paper)`,
          bits,
          plain,
          hot,
          difference,
          '',
        ]),
      ],
    ),
  ].join('\n\n');

/** The least of QFX minus PTQ over the measured widths, and such, in points. */
function goals(find: Find): string {
  const lines = NETWORKS.flatMap((network) => {
    const measured = WIDTHS.flatMap((bits) => {
      const found = find({ network, bits });
      return found ? [{ bits, ...found }] : [];
    });
    const gain = (of: keyof Pair, from: number) =>
      measured
        .filter(({ bits }) => bits <= from)
        .map(({ bits, ptq, qfx }) => `${points(qfx[of] - ptq[of])} at ${bits}`)
        .join(', ');
    const eight = find({ network, bits: 8 });
    return [
      `* ${network}, QFX minus PTQ in points, test: ${gain('test', 16)}; validation: ${gain('validation', 16)}.`,
      ...(eight
        ? [
            `* ${network} at 8 bits, QFX minus float in points: test ${points(eight.qfx.test - eight.float.test)}, validation ` +
              `${points(eight.qfx.validation - eight.float.validation)}.`,
          ]
        : []),
    ];
  });
  return ['### The differences', lines.join('\n')].join('\n\n');
}

const DIFFERENCES = `### Where it differs, and why

* **The networks**: the paper has ImageNet and CIFAR-10, networks of up to 53 layers, and quantizes element-wise layers only, or those of binarized
  networks. Ours are small, on MNIST, and quantized throughout: products, activations and BatchNorm. So its PTQ breaks down at 8 to 10 bits,
  that of our CNN at 4, and that of our MLP, whose float weights lie near the clip at ±2, hardly at 3.
* **From 6 bits on QFX and PTQ of the MLP differ by less than the interval**, one ahead on the test set, the other on validation: there is
  nothing to win back.
* **BatchNorm is held**: its statistics stay those of the float network, and the line that it folds into is trained. What is trained is then, to the bit,
  what the hardware computes.
* **The sweep** takes each layer alone, on 100 images and with the inputs of the float network, one point after the other.
* **Learning rate** 1e-4, falling to 0, batches of 100; the paper has 1e-5 and batches of 64 for its CNNs. The integer bits
  learn at 10 times the rate.
* **Overflow** is AP_SAT; weights lose their lowest code (AP_SAT_SYM), as all hardware here holds. A hard tanh of A bits has 2^(A-1) + 1 levels.
* **2-hot** codes are the nearest sums of two signed powers of two, of weights and multipliers. The paper takes the two highest ones of the
  multipliers alone, and trains 10 more epochs.
* **Widths** of 16 bits have sums of up to 38 bits and lines in place of thresholds: the trained ones, rounded where their products pass 50 bits.`;
