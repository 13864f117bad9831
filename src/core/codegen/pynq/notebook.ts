import { cellName } from '../../precision';
import type { Plan } from '../plan';

/** A cell of a notebook. Its source is one line per item, each but the last with its line break. */
type Cell =
  | { cell_type: 'markdown'; metadata: object; source: string[] }
  | { cell_type: 'code'; execution_count: null; metadata: object; outputs: []; source: string[] };

/**
 * `bitscape.ipynb`: the driver step by step, for PYNQ's Jupyter. nbformat 4.4, which has no random cell ids.
 * Source: nbformat's documentation, "The Notebook file format".
 */
export const notebook = (plan: Plan, origin: string): string =>
  `${JSON.stringify(
    {
      cells: cells(plan, origin),
      metadata: {
        kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
        language_info: { file_extension: '.py', mimetype: 'text/x-python', name: 'python' },
      },
      nbformat: 4,
      nbformat_minor: 4,
    },
    null,
    1,
  )}\n`;

function cells({ request, shape, input }: Plan, origin: string): Cell[] {
  const { network, vectors, estimate } = request;
  return [
    markdown(`# ${network.topology.name} ${cellName(network.precision)} on the board

${origin}

This needs, side by side, the folders \`pynq\` (with \`bitscape.bit\` and \`bitscape.hwh\`, which \`make vivado\` puts there) and
\`golden\`.`),
    code(`import numpy as np
import driver

network = driver.Network()`),
    markdown(`## The ${vectors.count} golden images

The integer network's class of each is in \`golden/classes.txt\`: the hardware must give the same.`),
    code(`codes = driver.golden_codes()
expected = driver.golden_classes()
classes = network.classify(codes)
print("images", len(expected), "mismatches", np.count_nonzero(classes != expected))`),
    code(`labels = driver.golden_labels()
print("right", np.count_nonzero(classes == labels), "of", len(labels))`),
    markdown(`## Speed

The estimate is ${Math.floor(estimate.fps)} images per second at ${estimate.clockMhz} MHz. What the DMA and Python need comes on top.`),
    code(`print("images per second", round(network.throughput(codes)))`),
    markdown(`## Images of your own

${input.pixels} pixels of 0..255, row by row, become codes and these ${input.words} words of ${input.streamBits} bits for the network ${shape}.`),
    code(`pixels = np.zeros(driver.PIXELS, dtype=np.uint8)
words = driver.pack(driver.codes_of(pixels))
print(words.shape, "class", network.classify(driver.codes_of(pixels))[0])`),
  ];
}

const lines = (text: string): string[] => text.split(/(?<=\n)/);

const markdown = (text: string): Cell => ({ cell_type: 'markdown', metadata: {}, source: lines(text) });

const code = (text: string): Cell => ({
  cell_type: 'code',
  execution_count: null,
  metadata: {},
  outputs: [],
  source: lines(text),
});
