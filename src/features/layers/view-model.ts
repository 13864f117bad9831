import type { LayerEstimate } from '../../core/hardware/estimate';

/** What the bars can show; also the number columns. */
export type LayerQuantity = 'lut' | 'bram18' | 'uram' | 'dsp' | 'cycles';

/** A column head. */
export interface Quantity {
  id: LayerQuantity;
  label: string;
  /** In full, for titles. */
  long: string;
}

const QUANTITIES: readonly Quantity[] = [
  { id: 'lut', label: 'LUT', long: 'LUT' },
  { id: 'bram18', label: 'BRAM', long: 'BRAM18' },
  { id: 'uram', label: 'URAM', long: 'UltraRAM' },
  { id: 'dsp', label: 'DSP', long: 'DSP' },
  { id: 'cycles', label: 'cycles', long: 'cycles per image' },
];

/** Shown only where a layer uses some: by default none does. */
const SELDOM: readonly LayerQuantity[] = ['uram', 'dsp'];

/** Column heads in order. */
export const layerQuantities = (layers: readonly LayerEstimate[]): readonly Quantity[] =>
  QUANTITIES.filter(({ id }) => !SELDOM.includes(id) || layers.some((layer) => (layer[id] ?? 0) > 0));

/** One row: a layer with its bar. */
export interface LayerRow {
  layer: LayerEstimate;
  /** "MVAU 0". */
  title: string;
  /** Matrix, inputs x neurons: "784×64". */
  shape: string;
  /** "PE 8, SIMD 49", "reuse factor 4, 256 products at once". */
  folding: string;
  /** Length of the bar against the longest, 0..1; null when not modelled. */
  bar: number | null;
  bottleneck: boolean;
}

/** "MVAU 0". */
export const layerTitle = (index: number): string => `MVAU ${index}`;

const titleOf = (name: string): string => name.replace(/^mvau(\d+)$/, (_, index) => layerTitle(index));

/** Rows of the layer list, bars scaled to the largest layer of the chosen quantity. */
export function layerRows(
  layers: readonly LayerEstimate[],
  bottleneck: string,
  quantity: LayerQuantity,
): LayerRow[] {
  const largest = Math.max(...layers.map((layer) => layer[quantity] ?? 0), 0);
  return layers.map((layer) => {
    const value = layer[quantity];
    const { pe, simd, mw, mh } = layer.folding;
    return {
      layer,
      title: titleOf(layer.name),
      shape: `${mw}×${mh}`,
      folding: layer.parallelism ?? `PE ${pe}, SIMD ${simd}`,
      bar: value === null ? null : largest === 0 ? 0 : value / largest,
      bottleneck: layer.name === bottleneck,
    };
  });
}
