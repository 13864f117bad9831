import { describeTopology, type Stage, type Topology } from '../network/topology';
import type { Precision } from '../precision';
import type { Folding } from './estimate';
import { bnnPynqFolding } from './folding-bnn-pynq';

const LFC = '784-1024-1024-1024-10';

export const LFC_HLS_NOT_MODELLED = [
  'DSPs: paper 003 gives no DSP figures. Its LUT figures at 8 bits suggest that not all products were built from LUTs.',
  'UltraRAM: calibrated for a device that has none.',
  "Synthesis and place and route: the figures are HLS reports. BNN-PYNQ's lfcW1A1 takes 28360 LUT after " +
    'synthesis, the model says 53336 (1.88 times as many).',
  'The processor system, DMA and interconnect of the board design.',
];

const foldingEquals = (a: readonly Folding[], b: readonly Folding[]): boolean =>
  a.length === b.length &&
  a.every((f, i) => f.pe === b[i].pe && f.simd === b[i].simd && f.mw === b[i].mw && f.mh === b[i].mh);

/** Why the estimate is an extrapolation; empty for LFC in BNN-PYNQ's fold with a 1-bit input. */
export function extrapolations(
  topology: Topology,
  stages: readonly Stage[],
  folding: readonly Folding[],
  precision: Precision,
): string[] {
  const name = describeTopology(topology);
  return [
    ...(name === LFC ? [] : [`Extrapolation: calibrated on LFC (${LFC}), applied to ${name}.`]),
    ...(foldingEquals(folding, bnnPynqFolding(stages))
      ? []
      : ["Extrapolation: calibrated at BNN-PYNQ's fold, applied to another folding."]),
    ...(precision.inputBits === 1
      ? []
      : [`Extrapolation: calibrated with a 1-bit input, applied to ${precision.inputBits} bits.`]),
  ];
}

/** The gap between the thresholds that the paper's figures imply and those that the network has. */
export function thresholdNotes(activationBits: number): string[] {
  const needed = activationBits === 1 ? 1 : 2 ** (activationBits - 1);
  if (needed === activationBits) return [];
  return [
    `The paper's model assumes A = ${activationBits} thresholds per neuron; this network needs 2^(A-1) = ${needed}. ` +
      'LUT and FF are therefore too low by what the others cost.',
  ];
}
