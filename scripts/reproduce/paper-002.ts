import { nonZeroOf } from '../../src/core/compress/size';
import { aucOf } from '../../src/core/network/auc';
import { realNetwork, realScores } from '../../src/core/network/float-path';
import { foldNetwork } from '../../src/core/network/fold';
import { scores } from '../../src/core/network/infer';
import { classCount } from '../../src/core/network/topology';
import { readDataset } from '../../src/data/node';
import type { Checkpoint } from '../../src/engine/checkpoint';
import type { Context } from '../../src/engine/compress/context';
import { type FloatState, floatState } from '../../src/engine/compress/float-state';
import { pruneFloat, trainFloat } from '../../src/engine/compress/float-steps';
import { awareRun } from '../../src/engine/compress/quantizing-steps';
import { openEngine } from '../../src/engine/engines';
import { once } from './once';
import {
  AMOUNTS,
  denseRow,
  intRow,
  type JetFigures,
  PRUNED,
  planOf,
  prunedRow,
  SEEDS,
  TRAININGS,
  WIDTHS,
} from './paper-002-rows';
import { measureRows, type PaperRecord, type ReproduceOptions, type RowPlan } from './record';

export { render } from './paper-002-tables';

/** Measures the jet tagger of paper 002: dense in float, pruned from there, quantized while training on from the pruned. */
export function run(options: ReproduceOptions): Promise<PaperRecord> {
  const engine = once(() => openEngine(options.engine));
  const data = once(() => readDataset(options.jets ?? 'synthetic', { kind: 'jets' }));
  const rows = SEEDS.flatMap((seed) =>
    rowsOf(seed, options, async () => contextOf(seed, await engine(), await data())),
  );
  return measureRows('002', rows, options);
}

const contextOf = (seed: number, engine: Context['engine'], data: Context['data']): Context => ({
  engine,
  data,
  plan: planOf(seed),
  options: {},
});

/** The rows of a seed; a network that others start from is trained once for all of them. */
function rowsOf(
  seed: number,
  { jets }: ReproduceOptions,
  open: () => Promise<Context>,
): RowPlan<JetFigures>[] {
  const terms = { network: 'jets', inputBits: 8, seed, data: jets === undefined ? 'synthetic' : 'file' };
  const { dense, prune, qat } = TRAININGS;
  const context = once(open);
  const trained = once(async () => floatOf(await trainFloat(await context(), { kind: 'train', ...dense })));
  const pruned = new Map(
    AMOUNTS.map((amount) => [
      amount,
      once(async () =>
        floatOf(
          await pruneFloat(
            await context(),
            { kind: 'prune', amount, scope: 'layer', structure: 'unstructured', ...prune },
            await trained(),
          ),
        ),
      ),
    ]),
  );
  const row = (
    name: string,
    more: Record<string, unknown>,
    figures: (context: Context) => Promise<JetFigures>,
  ): RowPlan<JetFigures> => ({
    name,
    terms: { ...terms, ...more },
    measure: async () => {
      const opened = await context();
      return { engine: opened.engine.id, result: await figures(opened) };
    },
  });
  const amounts = seed === SEEDS[0] ? AMOUNTS : AMOUNTS.filter((amount) => amount === PRUNED);
  return [
    row(denseRow(seed), { dense }, async (at) => floatFigures(at, await trained())),
    ...amounts.map((amount) =>
      row(prunedRow(amount, seed), { dense, prune, amount }, async (at) =>
        floatFigures(at, await pruned.get(amount)!()),
      ),
    ),
    ...WIDTHS.map((bits) =>
      row(intRow(bits, seed), { dense, prune, amount: PRUNED, qat, bits }, async (at) => {
        const step = { kind: 'qat' as const, weightBits: bits, activationBits: bits, ...qat };
        return integerFigures(at, await awareRun(at, step, await pruned.get(PRUNED)!()));
      }),
    ),
  ];
}

function floatOf({ float }: { float?: FloatState }): FloatState {
  if (!float) throw new RangeError('a float step gives a float network');
  return float;
}

function floatFigures({ data }: Context, { recipe, parameters, accuracy }: FloatState): JetFigures {
  const network = realNetwork(recipe.topology, recipe.precision, parameters);
  return {
    ...figuresOf(data, realScores(network, data.test), classCount(recipe.topology)),
    accuracy,
    nonZero: nonZeroOf(network.stages),
  };
}

function integerFigures({ data }: Context, made: Checkpoint): JetFigures {
  const { topology, precision } = made.recipe;
  const network = foldNetwork(topology, precision, made.state.parameters);
  const { accuracy } = floatState(made, data);
  return {
    ...figuresOf(data, scores(network, data.test), classCount(topology)),
    accuracy,
    nonZero: nonZeroOf(network.stages),
  };
}

const figuresOf = ({ name, test }: Context['data'], found: Float64Array, classes: number) => ({
  data: name,
  testJets: test.count,
  meanAuc: aucOf(found, test.labels, classes).mean,
});
