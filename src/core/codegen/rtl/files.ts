import type { GeneratedFile } from '../export-request';
import type { LayerPlan, Plan } from '../plan';
import { layerModule } from './layer';
import { lineModule } from './lines';
import { LINT_VLT } from './lint';
import { ACTIVATION_V, THRESHOLD_V } from './modules/activation';
import { AXI_INPUT_V, AXI_OUTPUT_V } from './modules/axi-ports';
import { DELAY_LINE_V } from './modules/delay-line';
import { FIFO_V } from './modules/fifo';
import { labelSelect } from './modules/label-select';
import { LINE_MEMORY_V } from './modules/line-memory';
import { AFFINE_V, CLAMP_V, TWO_HOT_V } from './modules/lines';
import { MAX_POOL_V } from './modules/max-pool';
import { MVAU_V } from './modules/mvau';
import { product } from './modules/product';
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

/** A module's name and text. */
export type Unit = readonly [string, string];

/** The modules that are the same in every export. */
const unitsOf = (plan: Plan): Unit[] => [
  ['axi_input', AXI_INPUT_V],
  ['axi_output', AXI_OUTPUT_V],
  ['constant_rom', CONSTANT_ROM_V],
  ['delay_line', DELAY_LINE_V],
  ['fifo', FIFO_V],
  ['label_select', labelSelect(plan.shiftAdd)],
  ['mvau', MVAU_V],
  ['product', product(plan.shiftAdd)],
  ['sum_group', SUM_GROUP_V],
  ['sum_tree', SUM_TREE_V],
  ['weight_rom', WEIGHT_ROM_V],
  ['width_adapter', WIDTH_ADAPTER_V],
];

/** The modules for maps, where one needs them. */
function mapUnits({ layers }: Plan): Unit[] {
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

/** The units of thresholds: in all exports but those whose hidden layers all have lines. */
export const activationUnits = ({ layers }: Plan, unit: Unit): Unit[] =>
  layers.some(({ activation }) => activation.lines) && !layers.some(hasThresholds)
    ? []
    : [['activation', ACTIVATION_V], unit];

const hasThresholds = ({ output, activation }: LayerPlan): boolean => output !== null && !activation.lines;

/** The units of lines of the folded style, where layers have some. */
function lineUnits({ layers }: Plan): Unit[] {
  const kinds = layers.map(({ activation }) => activation.lines?.kind);
  return [
    ...(kinds.some((kind) => kind) ? [['clamp', CLAMP_V] as const] : []),
    ...(kinds.includes('affine') ? [['affine', AFFINE_V] as const] : []),
    ...(kinds.includes('two-hot') ? [['two_hot', TWO_HOT_V] as const] : []),
  ];
}

function activationFiles(layer: LayerPlan, origin: string): GeneratedFile[] {
  const { name, output, activation } = layer;
  if (!output) return [];
  return activation.lines
    ? [{ path: `rtl/${name}_lines.v`, content: lineModule(layer, activation.lines, origin) }]
    : [{ path: `rtl/${name}_thresholds.v`, content: thresholdModule(layer, origin) }];
}

/** The `rtl/` folder. */
export function rtlFiles(plan: Plan, origin: string): GeneratedFile[] {
  return [
    ...[
      ...unitsOf(plan),
      ...activationUnits(plan, ['threshold', THRESHOLD_V]),
      ...lineUnits(plan),
      ...mapUnits(plan),
    ].map(([name, content]) => ({ path: `rtl/${name}.v`, content })),
    ...plan.layers.flatMap((layer, i) => [
      {
        path: `rtl/${layer.name}.v`,
        content: layerModule(plan, layer, ramStyleOf(plan.request, i), origin),
      },
      ...activationFiles(layer, origin),
      ...weightFiles(layer, origin),
    ]),
    { path: 'rtl/bitscape_top.v', content: topModule(plan, origin) },
    { path: 'rtl/tb.v', content: testbench(plan, origin) },
    { path: 'rtl/lint.vlt', content: LINT_VLT },
  ];
}
