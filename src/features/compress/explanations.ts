import { explainMultipliers, explainSeconds, explainSize } from '../../core/compress/explain';
import { estimateOn, type MappedEstimate } from '../../core/compress/hardware';
import type { CompressionPlan, MapStep } from '../../core/compress/plan';
import type { Explanation } from '../../core/hardware/explanation';
import { writtenOut } from '../../core/hardware/lazy-explanations';
import { explainWhole } from '../../core/hardware/whole-explain';
import { stagesOf } from '../../core/network/topology';
import { explainAccuracy, type MeasuredOn } from '../../core/space/accuracy-explain';
import type { StepResult } from '../../engine/compress/result';
import type { ActiveData } from '../../state/data-sets';

/** How the figures of a step came about, by the figure's id. */
export type Explanations = Readonly<Record<string, Explanation | undefined>>;

/** An estimate and the clock that its seconds are of. */
type Mapping = MappedEstimate & { clockMhz: number };

/** The estimate that the hardware figures of a step are of; null where there is none. */
export function mappedOf(
  { steps, topology }: CompressionPlan,
  { hardware, precision, basis }: StepResult,
): Mapping | null {
  const map = steps.find((step): step is MapStep => step.kind === 'map');
  if (!hardware || !precision || !map) return null;
  return { ...estimateOn(map, topology, precision, basis.nonZero), clockMhz: map.clockMhz };
}

/** Every figure of a step that has a value, explained. `data`: what it was measured on; `mapped`: the step's `mappedOf`. */
export const explanationsOf = (
  plan: CompressionPlan,
  result: StepResult,
  data: ActiveData,
  mapped = mappedOf(plan, result),
): Explanations => ({
  ...accuracyOf(result, data),
  ...(result.size && explainSize(stagesOf(plan.topology), result.size, result.basis.nonZero)),
  ...(mapped && hardwareOf(plan, result, mapped)),
});

function accuracyOf({ accuracy, precision }: StepResult, data: ActiveData): Explanations {
  if (!accuracy) return {};
  const network = precision
    ? 'the integer network (weights and thresholds in integers)'
    : 'the network as the step leaves it, in software';
  const explained = (value: number, set: MeasuredOn['set'], images: number) =>
    explainAccuracy(value, { set, images }, `${network} on the full ${set} of ${data.name}`);
  return {
    test: explained(accuracy.test, 'test set', data.testImages),
    validation: explained(accuracy.validation, 'validation set', data.validationImages),
  };
}

function hardwareOf(
  { topology }: CompressionPlan,
  { precision }: StepResult,
  { estimate, estimator, clockMhz }: Mapping,
): Explanations {
  const { totalExplanations: own } = writtenOut(estimate);
  const chain = precision && estimator.chain?.({ topology, precision }, estimate);
  return {
    ...own,
    ...(chain && explainWhole(estimate, chain)),
    cycles: own.latencyCycles,
    latency: own.latencyCycles && explainSeconds(own.latencyCycles, clockMhz),
    multipliers: explainMultipliers(estimate.layers.map(({ folding }) => folding)),
  };
}
