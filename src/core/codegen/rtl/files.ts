import type { GeneratedFile } from '../export-request';
import type { Plan } from '../plan';
import { layerModule } from './layer';
import { LINT_VLT } from './lint';
import { ACTIVATION_V, THRESHOLD_V } from './modules/activation';
import { AXI_INPUT_V, AXI_OUTPUT_V } from './modules/axi-ports';
import { DELAY_LINE_V } from './modules/delay-line';
import { FIFO_V } from './modules/fifo';
import { LABEL_SELECT_V } from './modules/label-select';
import { MVAU_V } from './modules/mvau';
import { PRODUCT_V } from './modules/product';
import { CONSTANT_ROM_V, WEIGHT_ROM_V } from './modules/roms';
import { SUM_GROUP_V, SUM_TREE_V } from './modules/sum-tree';
import { WIDTH_ADAPTER_V } from './modules/width-adapter';
import { ramStyleOf } from './ram-style';
import { testbench } from './testbench';
import { thresholdModule } from './thresholds';
import { topModule } from './top';
import { weightFiles } from './weights';

/** The modules that are the same in every export. */
const UNITS: readonly (readonly [string, string])[] = [
  ['activation', ACTIVATION_V],
  ['axi_input', AXI_INPUT_V],
  ['axi_output', AXI_OUTPUT_V],
  ['constant_rom', CONSTANT_ROM_V],
  ['delay_line', DELAY_LINE_V],
  ['fifo', FIFO_V],
  ['label_select', LABEL_SELECT_V],
  ['mvau', MVAU_V],
  ['product', PRODUCT_V],
  ['sum_group', SUM_GROUP_V],
  ['sum_tree', SUM_TREE_V],
  ['threshold', THRESHOLD_V],
  ['weight_rom', WEIGHT_ROM_V],
  ['width_adapter', WIDTH_ADAPTER_V],
];

/** Whether a network has Verilog: those of dense layers. */
export const hasRtl = ({ layers }: Plan): boolean => layers.every(({ kind }) => kind === 'dense');

/** The `rtl/` folder; nothing for networks with convolutions. */
export function rtlFiles(plan: Plan, origin: string): GeneratedFile[] {
  if (!hasRtl(plan)) return [];
  return [
    ...UNITS.map(([name, content]) => ({ path: `rtl/${name}.v`, content })),
    ...plan.layers.flatMap((layer, i) => [
      {
        path: `rtl/${layer.name}.v`,
        content: layerModule(plan, layer, ramStyleOf(plan.request, i), origin),
      },
      ...(layer.output
        ? [{ path: `rtl/${layer.name}_thresholds.v`, content: thresholdModule(layer, origin) }]
        : []),
      ...weightFiles(layer, origin),
    ]),
    { path: 'rtl/bitscape_top.v', content: topModule(plan, origin) },
    { path: 'rtl/tb.v', content: testbench(plan, origin) },
    { path: 'rtl/lint.vlt', content: LINT_VLT },
  ];
}
