import { stepText } from '../../core/compress/pipeline-text';
import { type CompressionPlan, type CompressionStep, isQuantizing } from '../../core/compress/plan';
import { describeTopology } from '../../core/network/topology';
import { TRAINING_VERSION } from '../run-key';

/** Version of what pruning and quantization steps do: to be raised by every change after which equal steps give other networks. */
export const COMPRESSION_VERSION = 1;

/**
 * Identity of what each step of a plan gives, null for "map", which gives nothing. It names the data, the network, the float
 * steps so far and the step itself: a quantizing step starts from the float network, whatever stands between.
 */
export function stepKeys(plan: CompressionPlan, dataset: string): (string | null)[] {
  const { topology, inputBits, loss, seed } = plan;
  const network = `${describeTopology(topology).replaceAll(' ', '_')}:${topology.activation}`;
  const base = [dataset, network, `i${inputBits}`, loss, `s${seed}`];
  const version = `t${TRAINING_VERSION}c${COMPRESSION_VERSION}`;
  const float: string[] = [];
  return plan.steps.map((step) => {
    if (step.kind === 'map') return null;
    const own = [stepText(step), ...extraOf(plan, step)].join(';');
    const key = [...base, ...float, own, version].join('/');
    if (!isQuantizing(step)) float.push(own);
    return key;
  });
}

/** What of the plan a step heeds besides itself. */
const extraOf = ({ wanted }: CompressionPlan, step: CompressionStep): string[] =>
  step.kind === 'partial-ptq' && step.skip === 'sensitive' ? [`to${wanted ?? ''}`] : [];
