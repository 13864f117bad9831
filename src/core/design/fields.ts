import { pipelineText } from '../compress/pipeline-text';
import { DEVICES } from '../hardware/devices';
import { ESTIMATORS } from '../hardware/estimators';
import { MVAU_CHOICES, type MvauOptionName } from '../hardware/mvau-options';
import { STRATEGIES } from '../hardware/unrolled/options';
import { MLP_LIMITS, PRESETS, topologyOf } from '../network/presets';
import { bitRange, bitWidth, type Codec, cells, decimal, fraction, integer, oneOf, orNull } from './codecs';
import type { Design } from './design';
import { foldingChoice, foldingProblem } from './folding-choice';
import { DESIGN_LIMITS } from './limits';
import { mvauProblem } from './mvau-choice';
import { ownDevice } from './own-device';
import { perLayer } from './per-layer';

/** One value of the design: its key in the link, its meaning, and how it is read and written. */
export interface Field {
  /** Key in the link; never reused for another meaning. */
  key: string;
  /** Its place in `Design`: "seed", "selected.weightBits". */
  name: string;
  /** What it is, for the docs and messages: "training epochs". */
  meaning: string;
  /** What is legal: "an integer from 1 to 1000". */
  legal: string;
  /** The design's value as link text. */
  format(design: Design): string;
  /** The design with this field read from link text; undefined if the text is not legal. */
  parse(text: string, design: Design): Design | undefined;
  /** Why a value of legal form is not legal for this design, in words; null if it is, or if the form is wrong. */
  why?(text: string, design: Design): string | null;
  /** The design with this field taken from a Design-like object of unknown origin; undefined if it is not legal. */
  take(source: Readonly<Record<string, unknown>>, design: Design): Design | undefined;
}

const network: Codec<string> = {
  legal:
    `${Object.keys(PRESETS).join(', ')} or an MLP such as 784-128-64-10, ` +
    `or 16-32-5 for jets (1 to ${MLP_LIMITS.layers} hidden layers of 1 to ${MLP_LIMITS.units} units)`,
  is: (value): value is string => typeof value === 'string' && isNetwork(value),
  parse: (text) => (isNetwork(text) ? text : undefined),
  format: (name) => name,
};

function isNetwork(name: string): boolean {
  try {
    topologyOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Every field of a design, in the order of the link. */
export const FIELDS: readonly Field[] = [
  field('n', 'network', 'network', network),
  selectedField('w', 'weightBits', 'weight bits of the selected cell'),
  selectedField('a', 'activationBits', 'activation bits of the selected cell'),
  field('i', 'inputBits', 'input bits', orNull(bitWidth, 'auto')),
  field('d', 'data', 'data set', oneOf(['synthetic', 'mnist'])),
  field('s', 'seed', 'seed', integer(...DESIGN_LIMITS.seed)),
  field('e', 'epochs', 'training epochs', integer(...DESIGN_LIMITS.epochs)),
  field('l', 'loss', 'training loss', oneOf(['cross-entropy', 'squared-hinge'])),
  field('sh', 'start', 'first weights of a training', oneOf(['scratch', 'shared'])),
  field(
    'sp',
    'sparsity',
    'share of the weights that training holds at 0',
    fraction(...DESIGN_LIMITS.sparsity, 4),
  ),
  field('wr', 'weights', 'weight bits to train (rows of the grid)', bitRange),
  field('ar', 'activations', 'activation bits to train (columns of the grid)', bitRange),
  field('h', 'estimator', 'hardware estimator', oneOf(Object.keys(ESTIMATORS))),
  field('rf', 'reuseFactor', 'reuse factor of an unrolled network', integer(...DESIGN_LIMITS.reuseFactor)),
  field('st', 'strategy', 'strategy of an unrolled network', oneOf(STRATEGIES)),
  field('f', 'device', 'FPGA', oneOf(Object.keys(DEVICES))),
  field('fd', 'ownDevice', 'FPGA of your own', orNull(ownDevice, 'none')),
  foldingField(),
  mvauField(
    'th',
    'thresholds',
    'thresholds per neuron, for A-bit activations: a is A, half 2^(A-1), full 2^A - 1',
  ),
  mvauField('thm', 'thresholdMemory', 'where thresholds lie: auto is not in the figures'),
  mvauField('mem', 'memory', 'where weights come from'),
  mvauField('ram', 'ram', 'RAM of decoupled weights; auto for others'),
  mvauField('mul', 'multipliers', 'what products are built from'),
  mvauField('act', 'activation', 'how hidden layers get from sums to codes'),
  field('fps', 'targetFps', 'wanted images per second', decimal(...DESIGN_LIMITS.targetFps)),
  field('mhz', 'clockMhz', 'clock in MHz', decimal(...DESIGN_LIMITS.clockMhz)),
  { ...field('c', 'pipeline', 'ways to compress the network', pipelineText), why: pipelineText.why },
  field('p', 'pins', 'pinned cells', cells(3)),
  field(
    'm',
    'metric',
    'metric that the grid shows',
    oneOf(['accuracy', 'error', 'lut', 'ff', 'bram18', 'dsp', 'cycles', 'fps']),
  ),
  field(
    'x',
    'scatterAxis',
    'resource on the axis of the scatter',
    oneOf(['lut', 'ff', 'bram18', 'dsp', 'cycles']),
  ),
  field(
    'tol',
    'tolerance',
    'points of accuracy that the smallest design may lose',
    orNull(fraction(...DESIGN_LIMITS.tolerance, 2), 'none'),
  ),
  field('o', 'drawer', 'what the drawer shows', oneOf(['closed', 'code', 'table', 'log'])),
  field('vw', 'view', 'what the centre shows', oneOf(['grid', 'compress'])),
];

/** The field of a link key. @throws RangeError for a key that is in no link: a mistake in our own code. */
export function fieldOf(key: string): Field {
  const found = FIELDS.find((candidate) => candidate.key === key);
  if (!found) throw new RangeError(`no design field has the key "${key}"`);
  return found;
}

/** " (mvau0: PE 3 does not divide ...)" behind what is legal; empty where there is no more to say. */
export function reasonOf(field: Field, text: string, design: Design): string {
  const reason = field.why?.(text, design) ?? null;
  return reason === null ? '' : ` (${reason})`;
}

function field<K extends keyof Design>(
  key: string,
  name: K,
  meaning: string,
  codec: Codec<Design[K]>,
): Field {
  return {
    key,
    name,
    meaning,
    legal: codec.legal,
    format: (design) => codec.format(design[name]),
    parse(text, design) {
      const value = codec.parse(text);
      return value === undefined ? undefined : { ...design, [name]: value };
    },
    take(source, design) {
      const value = source[name];
      return codec.is(value) ? { ...design, [name]: value } : undefined;
    },
  };
}

/**
 * The folding, which must be legal for the network, estimator and device that are read before it; a network that no
 * link can name (of a file) is not checked.
 */
function foldingField(): Field {
  const plain = field('fold', 'folding', 'folding of the layers', foldingChoice);
  const problem = (design: Design | undefined): string | null =>
    design && isNetwork(design.network) ? foldingProblem(design, topologyOf(design.network)) : null;
  const legal = (design: Design | undefined): Design | undefined =>
    problem(design) === null ? design : undefined;
  return {
    ...plain,
    parse: (text, design) => legal(plain.parse(text, design)),
    why: (text, design) => problem(plain.parse(text, design)),
    take: (source, design) => legal(plain.take(source, design)),
  };
}

/**
 * An option of the MVAUs, which must suit the network that is read before it, and a RAM style the weight memory; a
 * network that no link can name (of a file) is not checked.
 */
function mvauField(key: string, name: MvauOptionName, meaning: string): Field {
  const codec = perLayer<string>(MVAU_CHOICES[name]);
  const changed = (design: Design, value: unknown): Design | undefined =>
    codec.is(value) ? { ...design, mvau: { ...design.mvau, [name]: value } } : undefined;
  const problem = (design: Design | undefined): string | null =>
    design && isNetwork(design.network) ? mvauProblem(design, topologyOf(design.network), name) : null;
  const put = (design: Design, value: unknown): Design | undefined => {
    const next = changed(design, value);
    return problem(next) === null ? next : undefined;
  };
  return {
    key,
    name: `mvau.${name}`,
    meaning,
    legal: codec.legal,
    format: (design) => codec.format(design.mvau[name]),
    parse: (text, design) => put(design, codec.parse(text)),
    why: (text, design) => problem(changed(design, codec.parse(text))),
    take({ mvau }, design) {
      if (typeof mvau !== 'object' || mvau === null) return undefined;
      return put(design, Object.entries(mvau).find(([key]) => key === name)?.[1]);
    },
  };
}

function selectedField(key: string, name: keyof Design['selected'], meaning: string): Field {
  const put = (design: Design, bits: number): Design => ({
    ...design,
    selected: { ...design.selected, [name]: bits },
  });
  return {
    key,
    name: `selected.${name}`,
    meaning,
    legal: bitWidth.legal,
    format: (design) => bitWidth.format(design.selected[name]),
    parse(text, design) {
      const bits = bitWidth.parse(text);
      return bits === undefined ? undefined : put(design, bits);
    },
    take({ selected }, design) {
      if (typeof selected !== 'object' || selected === null) return undefined;
      const bits = Object.entries(selected).find(([key]) => key === name)?.[1];
      return bitWidth.is(bits) ? put(design, bits) : undefined;
    },
  };
}
