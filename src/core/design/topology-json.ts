import { PRESETS, topologyOf } from '../network/presets';
import { describeTopology, type LayerSpec, type Shape, type Topology } from '../network/topology';
import type { JsonReader } from './json-reader';

/** Largest sizes that a network file may ask for: enough for any network on small images. */
export const TOPOLOGY_LIMITS = { side: 256, channels: 1024, layers: 16, units: 4096 } as const;

/**
 * The topology in a JSON document (docs/formats/network.schema.json), with every shape checked.
 * @throws the reader's error, naming the place and what would be right.
 */
export function topologyFromJson(reader: JsonReader): Topology {
  const { side, channels, layers: layerLimit } = TOPOLOGY_LIMITS;
  const input = reader.at('input');
  const parts = reader.at('layers').list();
  const topology: Topology = {
    name: reader.at('name').text(),
    input: {
      height: input.at('height').integer(1, side),
      width: input.at('width').integer(1, side),
      channels: input.at('channels').integer(1, channels),
    },
    layers: parts.map(layerFromJson),
    activation: reader.at('activation').word(['hardtanh', 'relu']),
  };
  if (!/^[A-Za-z0-9][\w.-]{0,39}$/.test(topology.name)) {
    reader.at('name').fail('1 to 40 letters, digits, "-", "_" or "."');
  }
  if (parts.length < 2 || parts.length > layerLimit)
    reader.at('layers').fail(`a list of 2 to ${layerLimit} layers`);
  checkShapes(topology, parts);
  if (linkName(topology) !== topology.name && Object.hasOwn(PRESETS, topology.name)) {
    reader.at('name').fail(`another name: ${topology.name} is a preset with other layers`);
  }
  return topology;
}

/**
 * Name under which a link can carry the topology: a preset's, or an MLP's widths "784-128-10"; null if it is
 * neither, then only its file describes it.
 */
export function linkName(topology: Topology): string | null {
  const same = (other: Topology) => shapeText(other) === shapeText(topology);
  const preset = Object.values(PRESETS).find(same);
  if (preset) return preset.name;
  try {
    const name = describeTopology(topology);
    return same(topologyOf(name)) ? name : null;
  } catch {
    return null;
  }
}

const shapeText = ({ input: { height, width, channels }, layers, activation }: Topology): string =>
  JSON.stringify([height, width, channels, activation, layers.map((layer) => Object.entries(layer).sort())]);

function layerFromJson(reader: JsonReader): LayerSpec {
  const kind = reader.at('kind').word(['dense', 'conv', 'maxpool']);
  const { units, side } = TOPOLOGY_LIMITS;
  if (kind === 'dense') return { kind, units: reader.at('units').integer(1, units) };
  if (kind === 'maxpool') return { kind, size: reader.at('size').integer(2, side) };
  return {
    kind,
    filters: reader.at('filters').integer(1, units),
    kernel: reader.at('kernel').integer(1, side),
  };
}

/** Convolutions and pools first and fitting their input, a pool only after a convolution, the last layer dense. */
function checkShapes({ input, layers }: Topology, parts: readonly JsonReader[]): void {
  let shape: Shape = input;
  let previous: LayerSpec['kind'] | 'input' = 'input';
  for (const [i, layer] of layers.entries()) {
    const size = layer.kind === 'conv' ? layer.kernel : layer.kind === 'maxpool' ? layer.size : 1;
    if (layer.kind === 'conv' && previous === 'dense') parts[i].fail('before every dense layer');
    if (layer.kind === 'maxpool' && previous !== 'conv') parts[i].fail('directly after a convolution');
    if (size > Math.min(shape.height, shape.width)) {
      parts[i].fail(`no larger than its input of ${shape.height} x ${shape.width}`);
    }
    shape = shapeAfter(layer, shape);
    previous = layer.kind;
  }
  if (previous !== 'dense') parts[parts.length - 1].fail('a dense layer: its units are the classes');
}

const shapeAfter = (layer: LayerSpec, shape: Shape): Shape => {
  if (layer.kind === 'dense') return { height: 1, width: 1, channels: layer.units };
  if (layer.kind === 'conv') {
    const cut = layer.kernel - 1;
    return { height: shape.height - cut, width: shape.width - cut, channels: layer.filters };
  }
  const { size } = layer;
  return { ...shape, height: Math.floor(shape.height / size), width: Math.floor(shape.width / size) };
};
