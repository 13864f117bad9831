import type { LayerPlan, Plan } from './plan';

/** A figure of the estimate, rounded. */
export const figure = (value: number | null): string =>
  value === null ? 'not modelled' : String(Math.round(value));

/** The layers of an export's README: a row for each, and what stands around those that work on maps. */
export function layersSection({ layers }: Plan): string {
  const maps = layers.flatMap(mapLines);
  return `## Layers

| layer | neurons x inputs | vectors | PE | SIMD | matrix | cycles | LUT | FF | RAMB18 | DSP |
|---|---|---|---|---|---|---|---|---|---|---|
${layers.map(layerRow).join('\n')}
${maps.length ? `\n${maps.join('\n')}\n` : ''}
Multipliers and memories are left to the tool's choice. Weight words wider than 64 bits are stored in slices of
36 bits, the width of a RAMB18 port.
`;
}

function layerRow({ name, integer: { stage }, folding, folds, vectors, estimate }: LayerPlan): string {
  const { pe, simd, mw, mh } = folding;
  const size = `${stage.units} x ${stage.fanIn}`;
  const resources = [estimate.lut, estimate.ff, estimate.bram18, estimate.dsp].map(figure);
  const cells = [name, size, vectors, pe, simd, `${mh} x ${mw}`, folds * vectors, ...resources];
  return `| ${cells.join(' | ')} |`;
}

/** What a convolution works on and what stands around its MVAU; nothing for a dense layer. */
function mapLines({ name, kind, vectors, window, pool, integer: { stage } }: LayerPlan): string[] {
  if (kind === 'dense') return [];
  const { kernel, input } = stage;
  const size = `${kernel} x ${kernel} on ${input.height} x ${input.width} x ${input.channels}`;
  return [
    `- ${name} is a convolution of ${size}: a vector for each of ${vectors} output pixels.`,
    ...(window ? [`- Its windows leave ${windowPace(window)}, ${window.cycles} cycles per image.`] : []),
    ...(pool
      ? [
          `- A max-pool of ${pool.size} x ${pool.size} follows, PE ${pool.pe}, ${pool.cycles} cycles per image.`,
        ]
      : []),
  ];
}

const windowPace = ({ whole, simd }: NonNullable<LayerPlan['window']>): string =>
  whole ? 'whole, one per cycle' : `word by word, SIMD ${simd}`;
