import { fieldOf } from '../core/design/fields';
import type { OptionGroup } from './command';

/** Options that set a field of the design, with the field's key in the link. */
export const DESIGN_FIELDS: Readonly<Record<string, string>> = {
  network: 'n',
  'weight-bits': 'w',
  'activation-bits': 'a',
  'input-bits': 'i',
  seed: 's',
  epochs: 'e',
  weights: 'wr',
  activations: 'ar',
  estimator: 'h',
  device: 'f',
  fps: 'fps',
  start: 'sh',
  sparsity: 'sp',
  'reuse-factor': 'rf',
  strategy: 'st',
  thresholds: 'th',
  'threshold-memory': 'thm',
  memory: 'mem',
  ram: 'ram',
  multipliers: 'mul',
  activation: 'act',
};

/** What is legal for an option that sets a field. */
export const legal = (option: string): string => fieldOf(DESIGN_FIELDS[option]).legal;

export const DESIGN_OPTIONS: OptionGroup = {
  title: 'Design',
  options: [
    { name: 'network', value: '<name>', help: `${legal('network')}, or the path of a <network.json>` },
    { name: 'weight-bits', value: 'N', help: `weight bits W, ${legal('weight-bits')}` },
    { name: 'activation-bits', value: 'N', help: `activation bits A, ${legal('activation-bits')}` },
    { name: 'input-bits', value: 'N', help: `bits of a pixel, ${legal('input-bits')}` },
    { name: 'seed', value: 'N', help: `seed of the weights, the shuffles and dropout, ${legal('seed')}` },
    {
      name: 'link',
      value: '<link>',
      help: 'a share link or its #hash to start from; the options go before it',
    },
  ],
};

/** The design of a whole grid: no selected cell. */
export const GRID_DESIGN_OPTIONS: OptionGroup = {
  ...DESIGN_OPTIONS,
  options: DESIGN_OPTIONS.options.filter(({ name }) => !/^(weight|activation)-bits$/.test(name)),
};

export const EPOCHS_OPTION = { name: 'epochs', value: 'N', help: `training epochs, ${legal('epochs')}` };

export const START_OPTION = {
  name: 'start',
  value: '<from>',
  help: `first weights, ${legal('start')}: random, or those of one training shared by the whole grid`,
};

export const GRID_OPTIONS: OptionGroup = {
  title: 'Grid',
  options: [
    { name: 'weights', value: '1-8', help: `rows W: ${legal('weights')}` },
    { name: 'activations', value: '1-8', help: `columns A: ${legal('activations')}` },
  ],
};

export const DATA_OPTIONS: OptionGroup = {
  title: 'Data',
  options: [
    {
      name: 'data',
      value: '<source>',
      help:
        'synthetic, a folder with the four MNIST files, raw or .gz, or for jets a .csv or .arff file ' +
        '(default: $BITSCAPE_MNIST_DIR or $BITSCAPE_JETS_FILE if it is set, else synthetic)',
    },
    { name: 'limit', value: 'N', help: 'use the first N images of each part only' },
  ],
};

export const ENGINE_OPTIONS: OptionGroup = {
  title: 'Engine',
  options: [
    { name: 'engine', value: '<id>', help: 'what computes the training; auto (default) tries in order' },
  ],
};

export const HARDWARE_OPTIONS: OptionGroup = {
  title: 'Hardware',
  options: [
    { name: 'estimator', value: '<id>', help: `resource model, ${legal('estimator')}` },
    { name: 'device', value: '<id>', help: `FPGA, ${legal('device')}` },
    { name: 'fps', value: 'N', help: 'images per second that the default folding aims at' },
    {
      name: 'folding',
      value: '<file>',
      help: 'JSON list of {pe, simd} per layer instead of the default folding',
    },
    {
      name: 'reuse-factor',
      value: 'N',
      help: `with --estimator unrolled: multiplications per multiplier, ${legal('reuse-factor')}`,
    },
    { name: 'strategy', value: '<name>', help: `with --estimator unrolled: ${legal('strategy')}` },
  ],
};
