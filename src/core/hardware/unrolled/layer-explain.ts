import { lazyExplanations } from '../lazy-explanations';
import type { UnrolledLayerEstimate } from './estimate';
import type { Strategy } from './options';

/** A layer with what its numbers depend on. */
export interface ExplainedLayer {
  layer: UnrolledLayerEstimate;
  weightBits: number;
  strategy: Strategy;
}

/** How each number of an unrolled layer comes about. */
export const unrolledLayerExplanations = lazyExplanations({
  cycles: ({ layer, strategy }: ExplainedLayer) => ({
    value: layer.reuseFactor,
    formula: 'reuse factor: cycles between inputs',
    substituted: `${layer.weights} weights, ${layer.multipliers} multipliers, RF ${layer.reuseFactor}`,
    source: `hls4ml ef92ebd, nnet_utils/nnet_dense_${strategy}.h`,
    error: 'The layer works on the next input before it has answered the last: its latency is longer.',
  }),
  bram18: ({ layer, weightBits, strategy }) => ({
    value: layer.bram18,
    formula:
      'ceil(weights W / (36 RF)) with the resource strategy and RF > 1, narrower words beyond RF 512; else 0',
    substituted: `${strategy} strategy, ${layer.weights} weights, W ${weightBits}, RF ${layer.reuseFactor}: ${layer.bram18}`,
    source: 'hls4ml ef92ebd, optimization/dsp_aware_pruning/objectives/vivado_objectives.py',
    error: 'Weights only.',
  }),
  dsp: ({ layer, weightBits }) => ({
    value: layer.dsp,
    formula: '0 for weights of up to 8 bits, else multipliers x blocks per product',
    substituted: `${layer.multipliers} multipliers, W ${weightBits}: ${layer.dsp}`,
    source: 'hls4ml ef92ebd, optimization/dsp_aware_pruning/objectives/vivado_objectives.py:32-36',
    error: 'Exact up to 8 bits in paper 002, an upper bound above.',
  }),
});
