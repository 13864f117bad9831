import type { LayerPlan, Plan } from '../plan';
import { extended, filledBy, type Line, type Room, regrouped } from './line';
import { withoutPadding, withPool, withWindow } from './map-processes';
import { type Process, type Stream, streamOf } from './streams';

/** Images that can be between the first and the last process at once; each leaves one flag in the FIFO. */
const FLAG_DEPTH = 32;

const flagRoom = (name: string, width: number): Stream => ({
  name,
  bits: String(width),
  width,
  words: 1,
  depth: FLAG_DEPTH,
});

/** The stream of packet-end flags, from the first process to the last. */
export const FLAG_STREAM: Stream = flagRoom('last', 1);

/** The processes of the top function in order, each reading the stream that the previous one fills. */
export function processesOf(plan: Plan): Process[] {
  const layers = plan.layers.reduce((before, layer) => layerLine(plan, layer, before), inputLine(plan));
  const { name, struct, neuronFolds, outputBits } = plan.layers.at(-1)!;
  const at = { unit: 'label_select', stream: 'sums', bits: outputBits };
  const line = regrouped(plan, layers, layers.side, at, 'image');
  const classes = flagRoom('classes', 32);
  const select = `label_select<${struct}>(${filledBy(line).name}, classes, ${name}_scale, ${name}_bias)`;
  return [
    ...line.processes,
    { name: 'the choice of the class', call: select, output: classes, cycles: neuronFolds },
    { name: 'the output stream', call: 'write_class(classes, last, m_axis)', output: null, cycles: 1 },
  ];
}

/** Pixel codes: for windows and dense layers as they come, for a convolution of 1 x 1 pixel by pixel. */
function inputLine({ input, layers: [first] }: Plan): Line {
  const vectors = first.window ? 1 : first.vectors;
  const side = { group: input.group, words: input.words / vectors, vectors };
  const output = streamOf('pixels', side, input.codeBits, 'Input::GROUP * Input::BITS');
  const call = 'read_image(s_axis, pixels, last)';
  const process = { name: 'the input stream', call, output, cycles: input.words };
  return { processes: [process], side, elements: input.pixels / vectors };
}

function layerLine(plan: Plan, layer: LayerPlan, before: Line): Line {
  const { name, folding, window, pool, input } = layer;
  const maps = layer.kind === 'conv' || before.side.vectors > 1;
  const room: Room = maps ? layer.fifoElements : 'image';
  const at = { unit: name, stream: `${name}_in`, bits: input.bits };
  const tight = layer.kind === 'dense' && maps ? withoutPadding(plan, before, name, input.bits) : before;
  const windows = window ? withWindow(plan, tight, name, window, room) : tight;
  const vector = { group: folding.simd, words: layer.synapseFolds, vectors: layer.vectors };
  // Behind a window the FIFO holds one of them: while the MVAU works on it the next one gathers.
  const ready = regrouped(plan, windows, vector, at, window ? folding.mw : room);
  const done = withMvau(layer, ready);
  return pool ? withPool(plan, done, name, pool) : done;
}

/** The call of a hidden layer, with the tables of its activation behind the other arguments. */
const activated = ({ name, activation }: LayerPlan, call: string): string =>
  activation.lines
    ? `mvau_lines${call}, ${name}_scales, ${name}_biases)`
    : `mvau${call}, ${name}_thresholds)`;

function withMvau(layer: LayerPlan, line: Line): Line {
  const { name, struct, folding, vectors } = layer;
  const side = { group: folding.pe, words: layer.neuronFolds, vectors };
  const output = streamOf(`${name}_out`, side, layer.outputBits, `${struct}::PE * ${struct}::OUTPUT_BITS`);
  const from = filledBy(line).name;
  const call = layer.output
    ? activated(layer, `<${struct}>(${from}, ${output.name}, ${name}_weights`)
    : `mvau_accumulators<${struct}>(${from}, ${output.name}, ${name}_weights)`;
  const process = { name, call, output, cycles: layer.folds * vectors };
  return extended(line, process, side, layer.integer.stage.units);
}
