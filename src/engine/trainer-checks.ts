import type { Sparsity } from '../core/compress/sparsity';
import { BitscapeError } from '../core/errors';
import { mlp, PRESETS } from '../core/network/presets';
import type { Topology } from '../core/network/topology';
import { FLOAT_BITS } from '../core/precision';
import { assertIdentical, gradientPairs, largestError, statePairs } from './comparison';
import { initialState } from './initial';
import { createPruner } from './pruner';
import { type Loss, type Recipe, recipeOf } from './recipe';
import { referenceEngine } from './reference/reference';
import type { Engine, TrainerState } from './trainer';
import { midwayState, randomBatch } from './trial';

/** Outcome of one check of an engine; `detail` says what was measured, or what went wrong. */
export interface ContractResult {
  name: string;
  passed: boolean;
  detail: string;
}

/** A check: resolves with what it measured, throws if the engine breaks the contract. */
export interface ContractCheck {
  name: string;
  run(engine: Engine): Promise<string>;
}

const SMALL_MLP = mlp('small', [24, 16]);
/** Uneven on purpose: the pool drops a row and a column, the last convolution is flattened. */
const SMALL_CNN: Topology = {
  name: 'small-cnn',
  input: { height: 9, width: 8, channels: 2 },
  layers: [
    { kind: 'conv', filters: 5, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'conv', filters: 4, kernel: 2 },
    { kind: 'dense', units: 6 },
  ],
  activation: 'relu',
};

interface Case {
  topology: Topology;
  weightBits: number;
  activationBits: number;
  loss: Loss;
  dropout: Recipe['dropout'];
}

const NO_DROPOUT = { input: 0, hidden: 0 };
const DROPOUT = { input: 0.2, hidden: 0.5 };

const CASES: readonly Case[] = [
  { topology: SMALL_MLP, weightBits: 1, activationBits: 1, loss: 'cross-entropy', dropout: NO_DROPOUT },
  { topology: SMALL_MLP, weightBits: 1, activationBits: 1, loss: 'squared-hinge', dropout: DROPOUT },
  { topology: SMALL_MLP, weightBits: 2, activationBits: 2, loss: 'squared-hinge', dropout: NO_DROPOUT },
  { topology: SMALL_MLP, weightBits: 3, activationBits: 3, loss: 'cross-entropy', dropout: DROPOUT },
  { topology: SMALL_MLP, weightBits: 8, activationBits: 8, loss: 'cross-entropy', dropout: NO_DROPOUT },
  { topology: SMALL_CNN, weightBits: 4, activationBits: 4, loss: 'cross-entropy', dropout: DROPOUT },
  { topology: SMALL_CNN, weightBits: 1, activationBits: 1, loss: 'squared-hinge', dropout: NO_DROPOUT },
  { topology: PRESETS.cnn, weightBits: 4, activationBits: 4, loss: 'cross-entropy', dropout: NO_DROPOUT },
  { topology: SMALL_MLP, weightBits: 12, activationBits: 10, loss: 'cross-entropy', dropout: NO_DROPOUT },
  { topology: SMALL_CNN, weightBits: 16, activationBits: 16, loss: 'cross-entropy', dropout: NO_DROPOUT },
  {
    topology: SMALL_MLP,
    weightBits: FLOAT_BITS,
    activationBits: FLOAT_BITS,
    loss: 'squared-hinge',
    dropout: DROPOUT,
  },
  {
    topology: SMALL_CNN,
    weightBits: FLOAT_BITS,
    activationBits: FLOAT_BITS,
    loss: 'cross-entropy',
    dropout: DROPOUT,
  },
  {
    topology: SMALL_CNN,
    weightBits: 3,
    activationBits: FLOAT_BITS,
    loss: 'cross-entropy',
    dropout: NO_DROPOUT,
  },
];

export const recipeOfCase = ({ topology, weightBits, activationBits, loss, dropout }: Case): Recipe =>
  recipeOf({
    topology,
    precision: { weightBits, activationBits, inputBits: 1 },
    epochs: 1,
    seed: 7,
    loss,
    dropout,
  });

const nameOf = (c: Case): string =>
  `${c.topology.name} W${c.weightBits}A${c.activationBits} ${c.loss}${c.dropout === DROPOUT ? ', dropout' : ''}`;

const gradientCheck = (c: Case): ContractCheck => ({
  name: `gradients of ${nameOf(c)} equal the reference's`,
  async run(engine) {
    const recipe = recipeOfCase(c);
    const [state, batch] = [midwayState(recipe), randomBatch(recipe, 12)];
    const trainer = engine.createTrainer(recipe, state);
    const ours = await trainer.gradients(batch);
    const theirs = await referenceEngine.createTrainer(recipe, state).gradients(batch);
    trainer.dispose();
    const loss = ['loss', Float32Array.of(ours.loss), Float32Array.of(theirs.loss)] as const;
    return largestError([loss, ...gradientPairs(ours.stages, theirs.stages)]);
  },
});

const stepCheck = (c: Case): ContractCheck => ({
  name: `a step on ${nameOf(c)} changes the state as the reference does`,
  async run(engine) {
    const recipe = recipeOfCase(c);
    const batch = randomBatch(recipe, 12);
    const after = async (e: Engine) => {
      const trainer = e.createTrainer(recipe, midwayState(recipe));
      trainer.step(batch, 3e-3);
      const loss = await trainer.drain();
      const state = await trainer.snapshot();
      trainer.dispose();
      return { loss: ['loss', Float32Array.of(loss)] as const, state };
    };
    const [ours, theirs] = [await after(engine), await after(referenceEngine)];
    return largestError([[...ours.loss, theirs.loss[1]], ...statePairs(ours.state, theirs.state)]);
  },
});

/** Batches of different sizes: the last of an epoch may be smaller. */
const SIZES = [16, 16, 13];

async function trained(engine: Engine, recipe: Recipe, state: TrainerState, from: number, to: number) {
  const trainer = engine.createTrainer(recipe, state);
  for (let i = from; i < to; i++) {
    trainer.step(randomBatch({ ...recipe, seed: i }, SIZES[i % SIZES.length]), 3e-3);
  }
  await trainer.drain();
  const after = await trainer.snapshot();
  trainer.dispose();
  return after;
}

const [FIRST, , , DROPPED] = CASES;

const LAWS: readonly ContractCheck[] = [
  {
    name: 'the loss falls on a batch that is learned by heart',
    async run(engine) {
      const recipe = recipeOfCase({ ...DROPPED, dropout: NO_DROPOUT });
      const batch = randomBatch(recipe, 16);
      const trainer = engine.createTrainer(recipe, initialState(recipe));
      const losses: number[] = [];
      for (let i = 0; i < 40; i++) {
        trainer.step(batch, 3e-2);
        losses.push(await trainer.drain());
      }
      trainer.dispose();
      const [first, last] = [losses[0], losses[losses.length - 1]];
      const text = `from ${first.toFixed(3)} to ${last.toFixed(3)} in 40 steps`;
      if (!(last < first / 2)) throw new Error(text);
      return text;
    },
  },
  {
    name: 'the same seed gives the same bits',
    async run(engine) {
      if (!engine.deterministic) return 'not promised by this engine';
      const recipe = recipeOfCase(DROPPED);
      const run = () => trained(engine, recipe, initialState(recipe), 0, 5);
      assertIdentical(await run(), await run());
      return '5 steps twice';
    },
  },
  {
    name: 'a restored snapshot continues bit for bit',
    async run(engine) {
      const recipe = recipeOfCase(FIRST);
      const straight = await trained(engine, recipe, initialState(recipe), 0, 6);
      const half = await trained(engine, recipe, initialState(recipe), 0, 3);
      const resumed = await trained(engine, recipe, half, 3, 6);
      if (engine.deterministic) assertIdentical(resumed, straight);
      else largestError(statePairs(resumed, straight));
      return '6 steps against 3 + 3';
    },
  },
  {
    name: 'a new trainer holds exactly the state it was given, and gradients change nothing',
    async run(engine) {
      const recipe = recipeOfCase(DROPPED);
      const state = midwayState(recipe);
      const trainer = engine.createTrainer(recipe, state);
      await trainer.gradients(randomBatch(recipe, 8));
      assertIdentical(await trainer.snapshot(), midwayState(recipe));
      assertIdentical(state, midwayState(recipe));
      trainer.dispose();
      return 'all arrays identical';
    },
  },
  {
    name: "weights stay within the quantizer's limits",
    async run(engine) {
      const recipe = recipeOfCase(FIRST);
      const { parameters } = await trained(engine, recipe, initialState(recipe), 0, 30);
      const largest = Math.max(...parameters.flatMap((p) => Array.from(p.weights, Math.abs)));
      if (largest > 1) throw new Error(`a bipolar weight has grown to ${largest}`);
      return `largest ${largest}`;
    },
  },
];

/** Prunes from step 51 on, which is the next of `midwayState`, and picks anew every third step. */
const SPARSITY: Sparsity = {
  amount: 0.7,
  scope: 'layer',
  structure: 'unstructured',
  schedule: { kind: 'constant', begin: 51, end: 60, frequency: 3 },
};

/** Runs `check` where the engine does it, else gives its refusal of that name. */
const unless =
  (refusal: string) =>
  (check: (engine: Engine) => Promise<string>) =>
  async (engine: Engine): Promise<string> => {
    try {
      return await check(engine);
    } catch (error) {
      if (error instanceof BitscapeError && error.name === refusal) return error.message;
      throw error;
    }
  };

const whereItPrunes = unless('PruningUnavailable');
const whereItIsFixed = unless('FixedUnavailable');

const zerosOf = ({ parameters }: TrainerState): number[] =>
  parameters.map(({ weights }) => weights.reduce((count, w) => count + (w === 0 ? 1 : 0), 0));

const PRUNING_LAWS: readonly ContractCheck[] = [
  {
    name: 'a step that picks sets the smallest weights to 0 and nothing else',
    run: whereItPrunes(async (engine) => {
      const dense = recipeOfCase(DROPPED);
      const recipe = { ...dense, sparsity: SPARSITY };
      const picked = await trained(engine, recipe, midwayState(recipe), 0, 1);
      const free = await trained(engine, dense, midwayState(dense), 0, 1);
      const wanted = zerosOf(picked).map((_, i) =>
        Math.round(SPARSITY.amount * free.parameters[i].weights.length),
      );
      if (zerosOf(picked).join() !== wanted.join()) {
        throw new Error(`${zerosOf(picked)} weights are 0, expected ${wanted}`);
      }
      if (!engine.deterministic) return `${wanted} weights are 0`;
      createPruner(recipe)?.pick(
        free.parameters.map((p) => p.weights),
        free.steps,
      );
      assertIdentical(picked, free);
      return `${wanted} weights are 0, the rest identical`;
    }),
  },
  {
    name: "between picks, and after the last, zeros stay and the step is the reference's",
    run: whereItPrunes(async (engine) => {
      const recipe = { ...recipeOfCase(DROPPED), sparsity: SPARSITY };
      const start = await trained(referenceEngine, recipe, midwayState(recipe), 0, 1);
      const [ours, theirs] = [
        await trained(engine, recipe, start, 1, 2),
        await trained(referenceEngine, recipe, start, 1, 2),
      ];
      const held = await trained(engine, recipe, { ...start, steps: 70 }, 1, 4);
      for (const state of [ours, theirs, held]) {
        start.parameters.forEach(({ weights }, i) => {
          const after = state.parameters[i].weights;
          const woken = weights.findIndex((w, at) => w === 0 && after[at] !== 0);
          if (woken >= 0) throw new Error(`weight ${woken} of stage ${i} left 0`);
        });
      }
      return largestError(statePairs(ours, theirs));
    }),
  },
  {
    name: 'a pruned run that is restored continues bit for bit',
    run: whereItPrunes(async (engine) => {
      const recipe = { ...recipeOfCase(DROPPED), sparsity: SPARSITY };
      const straight = await trained(engine, recipe, midwayState(recipe), 0, 6);
      const half = await trained(engine, recipe, midwayState(recipe), 0, 2);
      const resumed = await trained(engine, recipe, half, 2, 6);
      if (engine.deterministic) assertIdentical(resumed, straight);
      else largestError(statePairs(resumed, straight));
      return '6 steps against 2 + 4, with picks in both';
    }),
  },
];

/** Widths at which float32 holds every sum, so that both engines round alike; dropout doubles what it keeps. */
const FIXED_CASES: readonly { recipe: Recipe; name: string }[] = (
  [
    [SMALL_MLP, 4, 4, { parameterBits: 6, kHot: null, method: 'nearest', lowest: 'negative' }],
    [SMALL_CNN, 5, 3, { parameterBits: 6, kHot: 2, method: 'nearest', lowest: 'zero' }],
  ] as const
).map(([topology, weightBits, activationBits, fixed]) => ({
  name: `fixed point of ${topology.name} W${weightBits}A${activationBits}${fixed.kHot ? ', 2-hot' : ''}`,
  recipe: {
    ...recipeOfCase({
      topology,
      weightBits,
      activationBits,
      loss: 'cross-entropy',
      dropout: { input: 0, hidden: 0.5 },
    }),
    fixed,
  },
}));

/** A state with BatchNorm's statistics those of its sums, and points at which some of everything saturates. */
function fixedState(recipe: Recipe): TrainerState {
  const state = midwayState(recipe);
  for (const p of state.parameters) {
    const fanIn = p.weights.length / p.gamma.length;
    p.variance = p.variance.map((v) => v * fanIn);
    p.points?.set([0.7, fanIn > 100 ? -2.8 : -0.6, 0.4]);
  }
  return state;
}

const fixedChecks = ({ name, recipe }: (typeof FIXED_CASES)[number]): ContractCheck[] => [
  {
    name: `gradients of ${name} equal the reference's`,
    run: whereItIsFixed(async (engine) => {
      const batch = randomBatch(recipe, 12);
      const ours = await engine.createTrainer(recipe, fixedState(recipe)).gradients(batch);
      const theirs = await referenceEngine.createTrainer(recipe, fixedState(recipe)).gradients(batch);
      return largestError(gradientPairs(ours.stages, theirs.stages));
    }),
  },
  {
    name: `a step on ${name} changes the state as the reference does`,
    run: whereItIsFixed(async (engine) => {
      const [ours, theirs] = [
        await trained(engine, recipe, fixedState(recipe), 0, 1),
        await trained(referenceEngine, recipe, fixedState(recipe), 0, 1),
      ];
      return largestError(statePairs(ours, theirs));
    }),
  },
  {
    name: `${name} that is restored continues bit for bit`,
    run: whereItIsFixed(async (engine) => {
      const straight = await trained(engine, recipe, fixedState(recipe), 0, 5);
      const half = await trained(engine, recipe, fixedState(recipe), 0, 2);
      const resumed = await trained(engine, recipe, half, 2, 5);
      assertIdentical(resumed, straight);
      return '5 steps against 2 + 3, integer bits and their moments included';
    }),
  },
];

/** Everything an engine is held to. The same checks run in Vitest and in a browser page. */
export const CONTRACT_CHECKS: readonly ContractCheck[] = [
  ...CASES.map(gradientCheck),
  ...CASES.map(stepCheck),
  ...LAWS,
  ...PRUNING_LAWS,
  ...FIXED_CASES.flatMap(fixedChecks),
];

/** What an engine must pass when it is opened: a whole step with quantizers, BatchNorm and dropout. */
export const OPENING_CHECK: ContractCheck = stepCheck(DROPPED);

/** Runs every check on an engine: for a page, which has no test runner. */
export async function checkContract(engine: Engine): Promise<ContractResult[]> {
  const results: ContractResult[] = [];
  for (const { name, run } of CONTRACT_CHECKS) {
    try {
      results.push({ name, passed: true, detail: await run(engine) });
    } catch (error) {
      results.push({ name, passed: false, detail: error instanceof Error ? error.message : String(error) });
    }
  }
  return results;
}
