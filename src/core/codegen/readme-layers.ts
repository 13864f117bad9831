import type { LayerPlan, Plan } from './plan';
import { activationLines } from './readme-activation';

/** A figure of the estimate, rounded. */
export const figure = (value: number | null): string =>
  value === null ? 'not modelled' : String(Math.round(value));

/** The layers of an export's README: a row for each, and what stands around those that work on maps. */
export const layersSection = (plan: Plan): string =>
  plan.style === 'folded' ? foldedSection(plan) : unrolledSection(plan);

function foldedSection(plan: Plan): string {
  const { layers } = plan;
  const maps = [...layers.flatMap(mapLines), ...activationLines(plan)];
  return `## Layers

| layer | neurons x inputs | vectors | PE | SIMD | matrix | cycles | LUT | FF | RAMB18 | DSP |
|---|---|---|---|---|---|---|---|---|---|---|
${layers.map(foldedRow).join('\n')}
${maps.length ? `\n${maps.join('\n')}\n` : ''}
${plan.shiftAdd ? 'Memories' : 'Multipliers and memories'} are left to the tool's choice. Weight words wider than 64 bits are stored in slices of
36 bits, the width of a RAMB18 port.
`;
}

function foldedRow(layer: LayerPlan): string {
  const { folding, folds, vectors } = layer;
  const { pe, simd, mw, mh } = folding;
  return row(layer, [vectors, pe, simd, `${mh} x ${mw}`, folds * vectors]);
}

const unrolledSection = (plan: Plan): string => `## Layers

| layer | neurons x inputs | unrolled | cycles | LUT | FF | RAMB18 | DSP |
|---|---|---|---|---|---|---|---|
${plan.layers.map((layer) => row(layer, [layer.estimate.parallelism ?? '', layer.estimate.cycles])).join('\n')}
${activationLines(plan)
  .map((line) => `\n${line}`)
  .join('')}${activationLines(plan).length ? '\n' : ''}
Weights are constants: those that are 0 cost nothing.${plan.shiftAdd ? '' : " Multipliers are left to the tool's choice."}
`;

/** A row of either table: the layer, what its style says of it, and its resources. */
function row({ name, integer: { stage }, estimate }: LayerPlan, own: readonly (string | number)[]): string {
  const resources = [estimate.lut, estimate.ff, estimate.bram18, estimate.dsp].map(figure);
  return `| ${[name, `${stage.units} x ${stage.fanIn}`, ...own, ...resources].join(' | ')} |`;
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
