import type { Stage, Topology } from '../network/topology';
import type { Precision } from '../precision';
import type { Folding } from './estimate';
import { MVAU_DEFAULTS, type MvauParams } from './mvau';
import { MVAU_OPTION_DEFAULTS, type MvauChoice } from './mvau-options';
import { neededThresholds, thresholdsUnder } from './threshold-count';

/** Names by width, made once: strings that are new each time must be hashed again at every look-up of the type. */
const INT = Array.from({ length: 33 }, (_, bits) => `INT${bits}`);
const UINT = INT.map((name) => `U${name}`);

const weightType = (bits: number): string => (bits === 1 ? 'BIPOLAR' : INT[bits]);
const pixelType = (bits: number): string => (bits === 1 ? 'BIPOLAR' : UINT[bits]);

/** FINN data type of a hidden activation: signed after a hard tanh, unsigned after a ReLU. */
export function activationType(activation: Topology['activation'], bits: number): string {
  if (activation === 'relu') return bits === 1 ? 'BINARY' : UINT[bits];
  return bits === 1 ? 'BIPOLAR' : INT[bits];
}

/** FINN's names of our weight memories. */
const MEM_MODE: Readonly<Record<MvauChoice['memory'], MvauParams['mem_mode']>> = {
  decoupled: 'internal_decoupled',
  embedded: 'internal_embedded',
  external: 'external',
};

/**
 * The MVAU of a stage under FINN's attribute names, all else at FINN's defaults. A convolution sees one input vector
 * per output position. The last stage has no thresholds: its accumulators become scores.
 */
export function stageMvau(
  topology: Topology,
  stage: Stage,
  index: number,
  precision: Precision,
  folding: Folding,
  choice: MvauChoice = MVAU_OPTION_DEFAULTS,
): MvauParams {
  const hidden = activationType(topology.activation, precision.activationBits);
  const billed = !stage.last && choice.thresholdMemory === 'distributed';
  return {
    MW: folding.mw,
    MH: folding.mh,
    SIMD: folding.simd,
    PE: folding.pe,
    weightDataType: weightType(precision.weightBits),
    inputDataType: index === 0 ? pixelType(precision.inputBits) : hidden,
    outputDataType: stage.last ? 'INT32' : hidden,
    accDataType: MVAU_DEFAULTS.accDataType,
    noActivation: stage.last ? 1 : 0,
    resType: choice.activation === 'two-hot' ? 'lut' : choice.multipliers,
    mem_mode: MEM_MODE[choice.memory],
    ram_style: choice.ram,
    ram_style_thresholds: choice.thresholdMemory,
    thresholds: billed ? thresholdsUnder(choice.thresholds, topology, precision.activationBits) : null,
    line: lineOf(topology, stage, precision.activationBits, choice.activation),
    mlo_max_iter: MVAU_DEFAULTS.mlo_max_iter,
    numInputVectors: stage.kind === 'conv' ? [1, stage.output.height, stage.output.width] : [1],
  };
}

/** The line of a hidden layer; none for one threshold per neuron, which costs less. */
const lineOf = (
  topology: Topology,
  stage: Stage,
  bits: number,
  activation: MvauChoice['activation'],
): MvauParams['line'] =>
  stage.last || bits === 1 || activation === 'thresholds'
    ? null
    : { kind: activation, thresholds: neededThresholds(topology, bits) };
