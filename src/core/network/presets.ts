import { BitscapeError } from '../errors';
import { describeTopology, type Topology } from './topology';

const MNIST_IMAGE = { height: 28, width: 28, channels: 1 };

/** An MLP on 28 x 28 images with hard-tanh hidden layers and 10 classes. */
export const mlp = (name: string, hidden: readonly number[]): Topology => ({
  name,
  input: MNIST_IMAGE,
  layers: [...hidden, 10].map((units) => ({ kind: 'dense', units })),
  activation: 'hardtanh',
});

/**
 * Named networks. tfc, sfc, lfc: FINN's fully connected networks (paper 003 uses lfc). cnn: paper 001's
 * network, two 3x3 convolutions of 12 filters, max-pool, dense.
 */
export const PRESETS: Readonly<Record<string, Topology>> = {
  tfc: mlp('tfc', [64, 64, 64]),
  sfc: mlp('sfc', [256, 256, 256]),
  lfc: mlp('lfc', [1024, 1024, 1024]),
  cnn: {
    name: 'cnn',
    input: MNIST_IMAGE,
    layers: [
      { kind: 'conv', filters: 12, kernel: 3 },
      { kind: 'conv', filters: 12, kernel: 3 },
      { kind: 'maxpool', size: 2 },
      { kind: 'dense', units: 10 },
    ],
    activation: 'relu',
  },
};

/** Hidden layers of a custom MLP: at most this many, of at most this many units each. */
export const MLP_LIMITS = { layers: 8, units: 4096 } as const;

/**
 * Topology of a name: a preset, or an MLP written as its widths, "784-128-64-10". The widths of a preset give the
 * preset: one network has one name in results and exports.
 * @throws BitscapeError "UnknownNetwork" that says what would be right.
 */
export function topologyOf(name: string): Topology {
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  if (preset) return preset;
  const widths = /^784(-[1-9]\d*)+-10$/.test(name) ? name.split('-').map(Number) : [];
  const hidden = widths.slice(1, -1);
  const legal =
    hidden.length >= 1 &&
    hidden.length <= MLP_LIMITS.layers &&
    hidden.every((units) => units >= 1 && units <= MLP_LIMITS.units);
  if (!legal) {
    throw new BitscapeError(
      'UnknownNetwork',
      `"${name}" is not a network: use ${Object.keys(PRESETS).join(', ')} or an MLP such as 784-128-64-10 ` +
        `(1 to ${MLP_LIMITS.layers} hidden layers of 1 to ${MLP_LIMITS.units} units)`,
      'network',
    );
  }
  const twin = Object.values(PRESETS).find((topology) => describeTopology(topology) === name);
  return twin ?? mlp(name, hidden);
}

/** Input bits when none are chosen: 1 for the MLPs (as BNN-PYNQ), 8 for the CNN. */
export const defaultInputBits = (topology: Topology): number => (topology.activation === 'relu' ? 8 : 1);
