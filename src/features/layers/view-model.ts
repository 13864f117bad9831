import type { LayerEstimate } from '../../core/hardware/estimate';

/** What the bars can show; also the number columns. */
export type LayerQuantity = 'lut' | 'bram18' | 'cycles';

/** Column heads in order. */
export const LAYER_QUANTITIES: readonly { id: LayerQuantity; label: string; long: string }[] = [
  { id: 'lut', label: 'LUT', long: 'LUT' },
  { id: 'bram18', label: 'BRAM', long: 'BRAM18' },
  { id: 'cycles', label: 'cycles', long: 'cycles per image' },
];

/** One row: a layer with its bar. */
export interface LayerRow {
  layer: LayerEstimate;
  /** "MVAU 0". */
  title: string;
  /** Matrix, inputs x neurons: "784×64". */
  shape: string;
  /** "PE 8, SIMD 49". */
  folding: string;
  /** Length of the bar against the longest, 0..1; null when not modelled. */
  bar: number | null;
  bottleneck: boolean;
}

const titleOf = (name: string): string => name.replace(/^mvau(\d+)$/, 'MVAU $1');

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
      folding: `PE ${pe}, SIMD ${simd}`,
      bar: value === null ? null : largest === 0 ? 0 : value / largest,
      bottleneck: layer.name === bottleneck,
    };
  });
}
