import { ofLayer } from '../../hardware/mvau-options';
import type { ExportRequest } from '../export-request';

/** Where a layer's weights go. */
export type RamStyle = 'auto' | 'block' | 'distributed';

/** The RAM style of a layer's weights. UltraRAM cannot be filled when an FPGA starts: the choice is left to the tool. */
export function ramStyleOf({ ram }: ExportRequest, layer: number): RamStyle {
  const style = ram === undefined ? 'auto' : ofLayer(ram, layer);
  return style === 'ultra' ? 'auto' : style;
}
