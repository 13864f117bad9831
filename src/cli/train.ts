import { cellAccuracy } from '../engine/checkpoint';
import { cellRecipe } from './cell-recipe';
import type { Command } from './command';
import { openData } from './data';
import { chosenDesign } from './design-options';
import { DATA_OPTIONS, DESIGN_OPTIONS, ENGINE_OPTIONS, EPOCHS_OPTION, START_OPTION } from './options';
import { openChosenEngine, runCell } from './run-cell';
import { sharedWeights } from './run-shared';

/** `bitscape train`: trains one network. */
export const train: Command = {
  name: 'train',
  summary: 'Trains one network and prints the accuracy of its integer network on the test set.',
  prints: '{accuracy, epochs, seconds, imagesPerSecond, engine}; the speed counts evaluation in',
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
    DATA_OPTIONS,
    ENGINE_OPTIONS,
  ],
  async run(args, io) {
    const chosen = await chosenDesign(args, io);
    const { epochs } = chosen.design;
    const recipe = cellRecipe(chosen);
    const data = await openData(args, chosen.topology, io);
    const engine = await openChosenEngine(args, io);
    const shared = sharedWeights(engine, data, io);
    const cell = await runCell({ engine, recipe, data, out: args.get('out'), shared }, io);
    return {
      accuracy: cellAccuracy(cell),
      epochs,
      seconds: cell.seconds,
      imagesPerSecond: (epochs * data.train.count) / cell.seconds,
      engine: cell.engine,
    };
  },
};
