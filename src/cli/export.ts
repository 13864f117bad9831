import { tarOf } from '../core/codegen/archive';
import { exportName, generateExport } from '../core/codegen/export';
import type { ExportRequest } from '../core/codegen/export-request';
import { nonZeroWeights } from '../core/compress/prune';
import { type Dataset, sliceImages } from '../core/datasets/dataset';
import type { Design } from '../core/design/design';
import { cellLink } from '../core/design/link';
import { designDevice } from '../core/design/own-device';
import { REVISION } from '../core/design/revision';
import { linkName } from '../core/design/topology-json';
import { accuracy, classify } from '../core/network/infer';
import type { IntegerNetwork } from '../core/network/integer-network';
import { unpackNetwork } from '../core/network/pack';
import { sha256Hex } from '../core/sha256';
import { gzip } from '../data/gzip';
import { cellFromFile } from '../engine/cell-file';
import { cellAccuracy, type TrainedCell } from '../engine/checkpoint';
import type { Arguments } from './arguments';
import type { Command } from './command';
import { openData } from './data';
import { chosenDesign, countOption, legallyFolded } from './design-options';
import { DEVICE_OPTIONS } from './device-option';
import { checkReuse, foldingOption, hardwareOf } from './estimate';
import { writeFolder } from './export-folder';
import { readText, writeWhole } from './files';
import type { Io } from './io';
import { checkHeeded, MVAU_OPTIONS } from './mvau-options';
import { DATA_OPTIONS, DESIGN_OPTIONS, HARDWARE_OPTIONS } from './options';

/** Test images in the golden vectors when `--vectors` does not say. */
const DEFAULT_VECTORS = 100;

/** `bitscape export`: the HLS and Vivado project of a trained cell. */
export const exportCommand: Command = {
  name: 'export',
  summary:
    'Writes the HLS and Vivado project of a trained cell, with test vectors that it checks itself against.',
  prints: '{out, files, sha256}; sha256 is that of the tar, the identity of the export',
  groups: [
    {
      title: 'Cell',
      options: [
        { name: 'checkpoint', value: '<file>', help: 'the trained network that train or sweep wrote' },
        { name: 'out', value: '<place>', help: 'a folder, or a file that ends in .tar.gz' },
        { name: 'vectors', value: 'N', help: `test images in the testbench (default ${DEFAULT_VECTORS})` },
        ...DESIGN_OPTIONS.options.filter(({ name }) => name === 'link'),
      ],
    },
    HARDWARE_OPTIONS,
    MVAU_OPTIONS,
    DEVICE_OPTIONS,
    DATA_OPTIONS,
  ],
  async run(args, io) {
    const path = args.need('checkpoint');
    const out = args.need('out');
    const cell = cellFromFile(await readText(path), path);
    const request = await requestOf(cell, args, io);
    const files = generateExport(request);
    const tar = await tarOf(exportName(request), files);
    if (/\.(tar\.gz|tgz)$/.test(out)) await writeWhole(out, await gzip(tar));
    else await writeFolder(out, files);
    return { out, files: files.length, sha256: sha256Hex(tar) };
  },
};

async function requestOf(cell: TrainedCell, args: Arguments, io: Io): Promise<ExportRequest> {
  const { topology, precision } = cell.recipe;
  const { design: wanted } = await chosenDesign(args, io);
  const design = legallyFolded(designOf(cell, wanted), topology, io);
  checkReuse(args, design);
  checkHeeded(args, design);
  const folding = await foldingOption(args, topology);
  const device = designDevice(design);
  const data = await openData(args, topology, io);
  const network = unpackNetwork(topology, precision, cell.network);
  const nonZero = nonZeroWeights(network).map((layer) => layer.nonZero);
  const vectors = countOption(args, 'vectors') ?? DEFAULT_VECTORS;
  return {
    network,
    estimate: hardwareOf({ design, topology, zeros: { nonZero, counted: true } }, precision, device, folding),
    ram: design.mvau.ram,
    activation: design.mvau.activation,
    device,
    clockMhz: design.clockMhz,
    accuracy: accuracyOn(network, cell, data, io),
    testCount: data.test.count,
    datasetName: data.name,
    origin: {
      trainedOn: cell.dataset,
      testedOn: data.id,
      engine: cell.engine,
      revision: cell.revision,
      folding: folding ? 'file' : 'link',
    },
    link: linkName(topology) === null ? 'none: the network comes from a file' : cellLink(design),
    vectors: sliceImages(data.test, 0, Math.min(vectors, data.test.count)),
    revision: REVISION,
  };
}

/** The cell's own choices, with the hardware that was asked for. */
const designOf = ({ recipe, dataset }: TrainedCell, wanted: Design): Design => ({
  ...wanted,
  network: linkName(recipe.topology) ?? recipe.topology.name,
  inputBits: recipe.precision.inputBits,
  data: dataset.startsWith('synthetic') ? 'synthetic' : 'mnist',
  seed: recipe.seed,
  epochs: recipe.epochs,
  loss: recipe.loss,
  sparsity: recipe.sparsity?.amount ?? 0,
  selected: {
    weightBits: recipe.precision.weightBits,
    activationBits: recipe.precision.activationBits,
  },
});

/** The accuracy that training recorded, if it was on these data; else it is measured. */
function accuracyOn(network: IntegerNetwork, cell: TrainedCell, data: Dataset, io: Io): number {
  if (data.id === cell.dataset) return cellAccuracy(cell);
  io.note(`the network was trained on ${cell.dataset}; its accuracy on ${data.name} is measured now`);
  return accuracy(classify(network, data.test), data.test.labels);
}
