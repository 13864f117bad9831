import { BitscapeError } from '../errors';
import { describeTopology, type Topology } from './topology';

const MNIST_IMAGE = { height: 28, width: 28, channels: 1 };

/** The 16 features of a jet, as an image of one row. */
const JET = { height: 1, width: 16, channels: 1 };

/** An MLP on 28 x 28 images with hard-tanh hidden layers and 10 classes. */
export const mlp = (name: string, hidden: readonly number[]): Topology => ({
  name,
  input: MNIST_IMAGE,
  layers: [...hidden, 10].map((units) => ({ kind: 'dense', units })),
  activation: 'hardtanh',
});

/** An MLP on the 16 features of a jet with ReLU hidden layers and 5 classes. */
export const jetTagger = (name: string, hidden: readonly number[]): Topology => ({
  name,
  input: JET,
  layers: [...hidden, 5].map((units) => ({ kind: 'dense', units })),
  activation: 'relu',
});

/**
 * Named networks. tfc, sfc, lfc: FINN's fully connected networks (paper 003 uses lfc). cnn: paper 001's
 * network, two 3x3 convolutions of 12 filters, max-pool, dense. jets: paper 002's jet tagger (table I).
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
  jets: jetTagger('jets', [64, 32, 32]),
};

/** Hidden layers of a custom MLP: at most this many, of at most this many units each. */
export const MLP_LIMITS = { layers: 8, units: 4096 } as const;

/** What an MLP of one's own is for, by its inputs and classes. */
const MLPS = [
  { widths: /^784(-[1-9]\d*)+-10$/, make: mlp },
  { widths: /^16(-[1-9]\d*)+-5$/, make: jetTagger },
] as const;

/**
 * Topology of a name: a preset, or an MLP written as its widths, "784-128-64-10" on images or "16-32-5" on jets. The
 * widths of a preset give the preset: one network has one name in results and exports.
 * @throws BitscapeError "UnknownNetwork" that says what would be right.
 */
export function topologyOf(name: string): Topology {
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  if (preset) return preset;
  const kind = MLPS.find(({ widths }) => widths.test(name));
  const hidden = kind ? name.split('-').map(Number).slice(1, -1) : [];
  const legal =
    kind &&
    hidden.length >= 1 &&
    hidden.length <= MLP_LIMITS.layers &&
    hidden.every((units) => units >= 1 && units <= MLP_LIMITS.units);
  if (!legal) {
    throw new BitscapeError(
      'UnknownNetwork',
      `"${name}" is not a network: use ${Object.keys(PRESETS).join(', ')} or an MLP such as 784-128-64-10, ` +
        `or 16-32-5 for jets (1 to ${MLP_LIMITS.layers} hidden layers of 1 to ${MLP_LIMITS.units} units)`,
      'network',
    );
  }
  const twin = Object.values(PRESETS).find((topology) => describeTopology(topology) === name);
  return twin ?? kind.make(name, hidden);
}

/** Input bits when none are chosen: 1 for the MLPs on images (as BNN-PYNQ), 8 for the CNN and for jets. */
export const defaultInputBits = (topology: Topology): number => (topology.activation === 'relu' ? 8 : 1);
