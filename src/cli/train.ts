import { nonZeroWeights } from '../core/compress/prune';
import type { IntegerNetwork } from '../core/network/integer-network';
import { unpackNetwork } from '../core/network/pack';
import { cellAccuracy, type TrainedCell } from '../engine/checkpoint';
import type { FloatCheck } from '../engine/float-check';
import { aucResult } from './auc-result';
import { cellRecipe } from './cell-recipe';
import type { Command } from './command';
import { openData } from './data';
import { chosenDesign } from './design-options';
import { DATA_OPTIONS, DESIGN_OPTIONS, ENGINE_OPTIONS, EPOCHS_OPTION, START_OPTION } from './options';
import { openChosenEngine, runCell } from './run-cell';
import { sharedWeights } from './run-shared';
import { PRUNE_OPTIONS, withSparsity } from './sparsity-option';

const countsOf = ({ images, mismatches }: FloatCheck) => ({ images, mismatches });

/** `bitscape train`: trains one network. */
export const train: Command = {
  name: 'train',
  summary: 'Trains one network and prints the accuracy of its integer network on the test set.',
  prints:
    '{accuracy, floatCheck: {images, mismatches}, epochs, seconds, imagesPerSecond, engine}; the speed counts evaluation in. ' +
    'On jets also auc: {mean, perClass}, with --sparsity nonZero: [{name, weights, nonZero}]',
  groups: [
    DESIGN_OPTIONS,
    {
      title: 'Training',
      options: [
        EPOCHS_OPTION,
        START_OPTION,
        {
          name: 'out',
          value: '<checkpoint>',
          help: 'file of the trained network, for evaluate and export; a stopped run goes on from it',
        },
      ],
    },
    PRUNE_OPTIONS,
    DATA_OPTIONS,
    ENGINE_OPTIONS,
  ],
  async run(args, io) {
    const chosen = await chosenDesign(args, io);
    const { epochs } = chosen.design;
    const data = await openData(args, chosen.topology, io);
    const recipe = withSparsity(args, cellRecipe(chosen), data.train.count, chosen.design.sparsity);
    const engine = await openChosenEngine(args, io);
    const shared = sharedWeights(engine, data, io);
    const cell = await runCell({ engine, recipe, data, out: args.get('out'), shared }, io);
    return {
      accuracy: cellAccuracy(cell),
      ...(cell.floatCheck && { floatCheck: countsOf(cell.floatCheck) }),
      epochs,
      seconds: cell.seconds,
      imagesPerSecond: (epochs * data.train.count) / cell.seconds,
      engine: cell.engine,
      ...aucResult(() => networkOf(cell), data),
      ...(recipe.sparsity ? { nonZero: nonZeroWeights(networkOf(cell)) } : {}),
    };
  },
};

const networkOf = ({ recipe: { topology, precision }, network }: TrainedCell): IntegerNetwork =>
  unpackNetwork(topology, precision, network);
