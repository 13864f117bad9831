import type { IntegerNetwork, IntegerStage } from '../../network/integer-network';
import type { GraphBuilder } from './graph';
import type { TensorInfo } from './onnx';
import { accumulatorReach, FLOAT32_INTEGERS, inputRange } from './reach';
import { scoresOf } from './scores';

/** True if the class of the highest score is that of the highest accumulator. */
export const scoresAreSums = ({ scale, bias }: IntegerStage): boolean =>
  scale[0] > 0 && scale.every((s) => s === scale[0]) && bias.every((b) => b === bias[0]);

/** True if float32 holds every score of the last stage of a network exactly. */
export function scoresFitFloat32(network: IntegerNetwork): boolean {
  const last = network.stages.length - 1;
  const s = network.stages[last];
  const reach = accumulatorReach(s, inputRange(network, last));
  return s.scale.every((scale, n) => Math.abs(scale) * reach + Math.abs(s.bias[n]) < FLOAT32_INTEGERS);
}

/**
 * The class, [1, 1] int64, of the last stage's accumulators: TopK of the scores. Gives the name of its tensor.
 *
 * Scales and biases of the classes are not annotated as integers: FINN then leaves this part to the host, and the
 * layers before it are one partition (a LabelSelect behind a Mul and an Add that are not converted would be a second
 * one, which FINN refuses). Scores that float32 would round are computed in float64.
 */
export function finnClass(
  graph: GraphBuilder,
  network: IntegerNetwork,
  s: IntegerStage,
  sums: TensorInfo,
): string {
  const element = scoresFitFloat32(network) ? 'FLOAT' : 'DOUBLE';
  const scores = scoresAreSums(s) ? sums : scoresOf(graph, s, sums, element);
  const values = { name: 'top_value', element: scores.element, dims: [1, 1] };
  const indices = { name: 'global_out', element: 'INT64', dims: [1, 1], datatype: 'UINT32' } as const;
  graph.node({
    op: 'TopK',
    inputs: [scores, graph.constant({ name: 'top_k', element: 'INT64', dims: [1], values: [1] })],
    outputs: [scores === sums ? { ...values, datatype: 'INT32' } : values, indices],
    attributes: { axis: { int: -1 }, largest: { int: 1 }, sorted: { int: 1 } },
  });
  return indices.name;
}
