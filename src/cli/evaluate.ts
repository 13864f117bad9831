import { accuracy, classify } from '../core/network/infer';
import { unpackNetwork } from '../core/network/pack';
import { cellFromFile } from '../engine/cell-file';
import { aucResult } from './auc-result';
import type { Command } from './command';
import { openData } from './data';
import { readText, writeWhole } from './files';
import { DATA_OPTIONS } from './options';

/** `bitscape evaluate`: the integer network of a trained cell on the test set. */
export const evaluate: Command = {
  name: 'evaluate',
  summary: 'Classifies the test set with the integer network of a trained cell.',
  prints: '{accuracy, count}, on jets also auc: {mean, perClass}',
  groups: [
    {
      title: 'Cell',
      options: [
        { name: 'checkpoint', value: '<file>', help: 'the trained network that train or sweep wrote' },
        { name: 'predictions', value: '<file.json>', help: 'write the class of every test image, in order' },
      ],
    },
    DATA_OPTIONS,
  ],
  async run(args, io) {
    const path = args.need('checkpoint');
    const cell = cellFromFile(await readText(path), path);
    const { topology, precision } = cell.recipe;
    const data = await openData(args, topology, io);
    if (data.id !== cell.dataset) io.note(`the network was trained on ${cell.dataset}, this is ${data.id}`);
    const network = unpackNetwork(topology, precision, cell.network);
    const classes = classify(network, data.test);
    const predictions = args.get('predictions');
    if (predictions !== undefined) await writeWhole(predictions, `${JSON.stringify([...classes])}\n`);
    return {
      accuracy: accuracy(classes, data.test.labels),
      count: data.test.count,
      ...aucResult(() => network, data),
    };
  },
};
