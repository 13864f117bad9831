/**
 * How far the synthetic digits stand in for MNIST, with the SFC at 1-bit input:
 *   realToSynthetic   trained on real MNIST, accuracy on synthetic test digits   (bar: 91 %)
 *   syntheticToReal   trained on synthetic digits, accuracy on MNIST's test set  (bar: 90 %)
 *
 *   BITSCAPE_MNIST_DIR=<folder> npx tsx bench/synthetic-digits.ts [epochs] [engine] [W] [A]
 *
 * Prints JSON; the exit status is 1 if a bar is missed. Accuracies are of the integer network.
 */
import type { Dataset, ImageSet } from '../src/core/datasets/dataset';
import { SYNTHETIC_DEFAULTS, syntheticDataset } from '../src/core/datasets/synthetic';
import { accuracy, classify } from '../src/core/network/infer';
import { unpackNetwork } from '../src/core/network/pack';
import { PRESETS } from '../src/core/network/presets';
import { readDataset } from '../src/data/node';
import { openEngine } from '../src/engine/engines';
import { recipeOf } from '../src/engine/recipe';
import { trainCell } from '../src/engine/run';
import type { Engine } from '../src/engine/trainer';

const BARS = { realToSynthetic: 0.91, syntheticToReal: 0.9 } as const;

const [epochs, engineId, weightBits, activationBits] = withDefaults(process.argv.slice(2), [
  '5',
  'auto',
  '8',
  '8',
]);
const precision = {
  weightBits: Number(weightBits),
  activationBits: Number(activationBits),
  inputBits: 1,
};
const recipe = recipeOf({ topology: PRESETS.sfc, precision, epochs: Number(epochs), seed: 1 });

await main();

async function main(): Promise<void> {
  if (!process.env.BITSCAPE_MNIST_DIR) {
    console.error('Set BITSCAPE_MNIST_DIR to the folder with the four MNIST files.');
    process.exitCode = 1;
    return;
  }
  const real = await readDataset(process.env.BITSCAPE_MNIST_DIR);
  const start = performance.now();
  const synthetic = syntheticDataset(SYNTHETIC_DEFAULTS);
  const count = synthetic.train.count + synthetic.validation.count + synthetic.test.count;
  const microsecondsPerDigit = ((performance.now() - start) * 1000) / count;
  const engine = await openEngine(engineId);
  const results = {
    realToSynthetic: await transfer(engine, real, synthetic.test),
    syntheticToReal: await transfer(engine, synthetic, real.test),
  };
  const met = {
    realToSynthetic: results.realToSynthetic.accuracy >= BARS.realToSynthetic,
    syntheticToReal: results.syntheticToReal.accuracy >= BARS.syntheticToReal,
  };
  const setting = { engine: engine.id, network: recipe.topology.name, precision, epochs: recipe.epochs };
  const report = { ...setting, seed: recipe.seed, microsecondsPerDigit, ...results, bars: BARS, met };
  console.log(JSON.stringify(report, null, 2));
  if (!met.realToSynthetic || !met.syntheticToReal) process.exitCode = 1;
}

/** Trains on one set; accuracy on its own test images and, in all and by digit, on the other's. */
async function transfer(engine: Engine, data: Dataset, other: ImageSet) {
  const cell = await trainCell(engine, recipe, data, {
    onProgress: ({ epoch, step, steps, phase }) => {
      if (step === steps) console.error(`${data.id}: epoch ${epoch}, ${phase} done`);
    },
  });
  const network = unpackNetwork(recipe.topology, recipe.precision, cell.network);
  const classes = classify(network, other);
  const byDigit = Array.from({ length: 10 }, (_, digit) => {
    const of = (values: Uint8Array) => values.filter((_, i) => other.labels[i] === digit);
    return accuracy(of(classes), of(other.labels));
  });
  return {
    accuracy: accuracy(classes, other.labels),
    byDigit,
    ownTest: cell.history.at(-1)?.test ?? null,
    trainImages: data.train.count,
    testImages: other.count,
    seconds: cell.seconds,
  };
}

function withDefaults(given: readonly string[], defaults: readonly string[]): string[] {
  return defaults.map((value, i) => given[i] ?? value);
}
