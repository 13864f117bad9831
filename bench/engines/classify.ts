import { foldNetwork } from '../../src/core/network/fold';
import { classify } from '../../src/core/network/infer';
import { defaultInputBits } from '../../src/core/network/presets';
import { stagesOf, type Topology } from '../../src/core/network/topology';
import { Random } from '../../src/core/random';
import { initialState } from '../../src/engine/initial';
import { recipeOf } from '../../src/engine/recipe';
import type { Engine } from '../../src/engine/trainer';

/** Milliseconds in which the integer network (W3A3, untrained) classifies 1000 random images. */
export function measureClassify(engine: Engine, topology: Topology): number {
  const precision = { weightBits: 3, activationBits: 3, inputBits: defaultInputBits(topology) };
  const { parameters } = initialState(recipeOf({ topology, precision, epochs: 1, seed: 1 }));
  // Variances of a sum of that many products, so that the activations are not all clipped.
  stagesOf(topology).forEach((stage, i) => {
    parameters[i].variance.fill(stage.fanIn / 4);
  });
  const network = foldNetwork(topology, precision, parameters);
  const { height, width } = topology.input;
  const random = new Random(2);
  const count = 250;
  const pixels = Uint8Array.from({ length: count * height * width }, () => random.below(256));
  const images = { count, height, width, pixels, labels: new Uint8Array(count) };
  const run = engine.classify ?? classify;
  run(network, images);
  const start = performance.now();
  for (let i = 0; i < 4; i++) run(network, images);
  return performance.now() - start;
}
