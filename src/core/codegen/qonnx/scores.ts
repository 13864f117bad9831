import type { IntegerStage } from '../../network/integer-network';
import type { GraphBuilder } from './graph';
import { ELEMENTS, type Element, type TensorInfo } from './onnx';

/** A tensor in another element type. */
export const cast = (graph: GraphBuilder, x: TensorInfo, name: string, element: Element): TensorInfo =>
  graph.node({
    op: 'Cast',
    inputs: [x],
    outputs: [{ name, element, dims: x.dims }],
    attributes: { to: { int: ELEMENTS[element] } },
  });

/** Scores of the classes, `scale * sum + bias`, of the last stage's accumulators. */
export function scoresOf(
  graph: GraphBuilder,
  { scale, bias, stage }: IntegerStage,
  sums: TensorInfo,
  element: 'FLOAT' | 'DOUBLE',
): TensorInfo {
  const x = sums.element === element ? sums : cast(graph, sums, 'sums', element);
  const { dims } = sums;
  const perClass = (name: string, values: ArrayLike<number>) =>
    graph.constant({ name, element, dims: [1, stage.units], values });
  const scaled = graph.node({
    op: 'Mul',
    inputs: [x, perClass('class_scale', scale)],
    outputs: [{ name: 'scaled', element, dims }],
  });
  return graph.node({
    op: 'Add',
    inputs: [scaled, perClass('class_offset', bias)],
    outputs: [{ name: 'scores', element, dims }],
  });
}
