import { realNetwork } from '../../core/network/float-path';
import { BATCH_NORM, type StageParameters } from '../../core/network/parameters';
import type { FloatForward, FloatNetwork } from '../trainer';
import { createWasmReal } from './real';

/** The float path on the kernels of training, BatchNorm's batch statistics replaced by the running ones. */
export function createWasmForward(
  module: WebAssembly.Module,
  { topology, precision, parameters }: FloatNetwork,
  spills: boolean,
): FloatForward {
  const network = realNetwork(topology, precision, parameters);
  const stages = network.stages.map((stage, i) => ({ ...stage, factor: roundedScale(parameters[i]) }));
  return createWasmReal(module, { ...network, stages }, spills);
}

const { fround } = Math;

/** gamma / sqrt(variance + epsilon), every operation rounded to float32 as the kernels of training do. */
const roundedScale = ({ gamma, variance }: StageParameters): Float64Array =>
  Float64Array.from(gamma, (g, n) =>
    fround(g * fround(1 / fround(Math.sqrt(fround(variance[n] + BATCH_NORM.epsilon))))),
  );
