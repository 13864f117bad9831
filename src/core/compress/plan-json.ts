import { assertFormat } from '../design/file-format';
import { type JsonReader, jsonTextReader } from '../design/json-reader';
import { DESIGN_LIMITS } from '../design/limits';
import { topologyFromJson } from '../design/topology-json';
import { BitscapeError } from '../errors';
import { defaultInputBits, topologyOf } from '../network/presets';
import { BIT_RANGE } from '../precision';
import { type CompressionPlan, type CompressionStep, isQuantizing } from './plan';
import { stepFromJson } from './step-values';

const FORMAT = 'bitscape-compression-plan';
const ERROR = 'BadPlan';

/** A plan as a JSON file (docs/formats/compression-plan.schema.json). */
export const planToFile = (plan: CompressionPlan): string =>
  `${JSON.stringify({ format: FORMAT, version: 1, ...planToJson(plan) }, null, 1)}\n`;

/** A plan as JSON, the network written out. */
export const planToJson = ({ topology, ...rest }: CompressionPlan) => ({ network: topology, ...rest });

/**
 * The plan of a file; what it leaves out takes the defaults.
 * @throws BitscapeError "BadPlan" that names the place and what would be right, "IllegalQuantization",
 * "UnknownNetwork" or "NewerFile".
 */
export function planFromFile(text: string, where = 'plan'): CompressionPlan {
  const file = jsonTextReader(text, where, ERROR);
  assertFormat(file, FORMAT, 1, where);
  const network = file.at('network');
  const topology = typeof network.value === 'string' ? topologyOf(network.text()) : topologyFromJson(network);
  const plan: CompressionPlan = {
    topology,
    inputBits:
      file.at('inputBits').optional((at) => at.integer(BIT_RANGE.min, BIT_RANGE.max)) ??
      defaultInputBits(topology),
    loss: file.at('loss').optional((at) => at.word(['cross-entropy', 'squared-hinge'])) ?? 'cross-entropy',
    seed: file.at('seed').optional((at) => at.integer(...DESIGN_LIMITS.seed)) ?? 42,
    wanted: file.at('wanted').optional((at) => at.number(0, 1)),
    steps: stepsFromJson(file.at('steps'), where),
  };
  return plan;
}

/** A list of steps. @throws BitscapeError "BadPlan" and "IllegalQuantization". */
export function stepsFromJson(list: JsonReader, where: string): CompressionStep[] {
  const steps = list.list().map(stepFromJson);
  assertOrder(steps, where);
  return steps;
}

/** @throws BitscapeError "BadPlan" unless a training comes first, once, and nothing is quantized before it. */
export function assertOrder(steps: readonly CompressionStep[], where = 'plan'): void {
  const place = `${where}: steps`;
  const wrong = (text: string) => new BitscapeError(ERROR, `${place}: ${text}`, place);
  if (steps[0]?.kind !== 'train')
    throw wrong('the first step should be "train": all others start from its weights');
  if (steps.filter(({ kind }) => kind === 'train').length > 1) throw wrong('there should be one "train"');
  if (steps.filter(({ kind }) => kind === 'map').length > 1) throw wrong('there should be one "map" at most');
  const [pruned, quantized] = [steps.findLastIndex((s) => s.kind === 'prune'), steps.findIndex(isQuantizing)];
  if (quantized >= 0 && pruned > quantized) throw wrong('"prune" should come before what quantizes');
}
