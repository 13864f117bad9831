import type { GeneratedFile } from '../export-request';
import type { Plan } from '../plan';
import { layerModule } from './layer';
import { LINT_VLT } from './lint';
import { ACTIVATION_V, THRESHOLD_V } from './modules/activation';
import { AXI_INPUT_V, AXI_OUTPUT_V } from './modules/axi-ports';
import { DELAY_LINE_V } from './modules/delay-line';
import { FIFO_V } from './modules/fifo';
import { LABEL_SELECT_V } from './modules/label-select';
import { LINE_MEMORY_V } from './modules/line-memory';
import { MAX_POOL_V } from './modules/max-pool';
import { MVAU_V } from './modules/mvau';
import { PRODUCT_V } from './modules/product';
import { CONSTANT_ROM_V, WEIGHT_ROM_V } from './modules/roms';
import { SLIDING_WINDOW_V } from './modules/sliding-window';
import { SUM_GROUP_V, SUM_TREE_V } from './modules/sum-tree';
import { WHOLE_WINDOWS_V } from './modules/whole-windows';
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

/** The modules for maps, where one needs them. */
function mapUnits({ layers }: Plan): (readonly [string, string])[] {
  const words = layers.some(({ window }) => window && !window.whole);
  const whole = layers.some(({ window }) => window?.whole);
  const pools = layers.some(({ pool }) => pool);
  return [
    ...(words || whole || pools ? [['line_memory', LINE_MEMORY_V] as const] : []),
    ...(words ? [['sliding_window', SLIDING_WINDOW_V] as const] : []),
    ...(whole ? [['whole_windows', WHOLE_WINDOWS_V] as const] : []),
    ...(pools ? [['max_pool', MAX_POOL_V] as const] : []),
  ];
}

/** The `rtl/` folder. */
export function rtlFiles(plan: Plan, origin: string): GeneratedFile[] {
  return [
    ...[...UNITS, ...mapUnits(plan)].map(([name, content]) => ({ path: `rtl/${name}.v`, content })),
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
