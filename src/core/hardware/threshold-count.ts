import { activationQuantizer } from '../network/fold';
import type { Topology } from '../network/topology';
import { thresholdCount } from '../quantizers/quantizer';
import type { MvauChoice } from './mvau-options';

/** Thresholds that the quantizer of a network needs at A activation bits: 2^(A-1) after a hard tanh, 2^A - 1 after a ReLU. */
export const neededThresholds = (topology: Topology, activationBits: number): number =>
  thresholdCount(activationQuantizer(topology, activationBits));

const COUNTS: Readonly<
  Record<MvauChoice['thresholds'], (topology: Topology, activationBits: number) => number>
> = {
  quantizer: neededThresholds,
  a: (_, bits) => bits,
  half: (_, bits) => 2 ** (bits - 1),
  full: (_, bits) => 2 ** bits - 1,
};

/** Thresholds per neuron of a hidden layer under an option. */
export const thresholdsUnder = (
  choice: MvauChoice['thresholds'],
  topology: Topology,
  activationBits: number,
): number => COUNTS[choice](topology, activationBits);
