import type { GeneratedFile } from '../../export-request';
import type { Plan } from '../../plan';
import { activationUnits, type Unit } from '../../rtl/files';
import { LINT_VLT } from '../../rtl/lint';
import { AXI_INPUT_V, AXI_OUTPUT_V } from '../../rtl/modules/axi-ports';
import { DELAY_LINE_V } from '../../rtl/modules/delay-line';
import { FIFO_V } from '../../rtl/modules/fifo';
import { labelSelect } from '../../rtl/modules/label-select';
import { CLAMP_V } from '../../rtl/modules/lines';
import { product } from '../../rtl/modules/product';
import { CONSTANT_ROM_V } from '../../rtl/modules/roms';
import { SUM_GROUP_V, SUM_TREE_V } from '../../rtl/modules/sum-tree';
import { WIDTH_ADAPTER_V } from '../../rtl/modules/width-adapter';
import { testbench } from '../../rtl/testbench';
import { topOf } from '../../rtl/top';
import { unrolledChain } from './chain';
import { layerModule } from './layer';
import { SHARED_PRODUCT_V, THRESHOLD_ROW_V } from './modules';

/** The modules that are the same in every export of the unrolled style. */
const unitsOf = (plan: Plan): Unit[] => [
  ...activationUnits(plan, ['threshold_row', THRESHOLD_ROW_V]),
  ...(plan.layers.some(({ activation }) => activation.lines) ? [['clamp', CLAMP_V] as const] : []),
  ['axi_input', AXI_INPUT_V],
  ['axi_output', AXI_OUTPUT_V],
  ['constant_rom', CONSTANT_ROM_V],
  ['delay_line', DELAY_LINE_V],
  ['fifo', FIFO_V],
  ['label_select', labelSelect(plan.shiftAdd)],
  ['product', product(plan.shiftAdd)],
  ['shared_product', SHARED_PRODUCT_V],
  ['sum_group', SUM_GROUP_V],
  ['sum_tree', SUM_TREE_V],
  ['width_adapter', WIDTH_ADAPTER_V],
];

const SUMS = ['ADD', 'SUB', 'NEGATE', 'SHIFTL', 'COND'];

/** What lint lets pass in the layers besides: operands of sums are narrower than the sum. */
const LAYERS_VLT = `// Operands of sums and shifts are signed and narrower than the sum: they are extended to it.
${SUMS.map((operator) => `lint_off -rule WIDTH -file "*mvau*.v" -match "Operator ${operator} expects * bits on the *"`).join('\n')}
`;

const REMARK = `// Layers follow each other directly: one stands still while the one behind it is not ready. A FIFO is where words
// come in, before the choice of the class and behind it: "<name>_put" is its input side, "<name>_get" its output side.`;

/** The `rtl/` folder of the unrolled style. */
export function unrolledRtlFiles(plan: Plan, origin: string): GeneratedFile[] {
  const { units, shapes, ends, imageBits } = unrolledChain(plan);
  return [
    ...unitsOf(plan).map(([name, content]) => ({ path: `rtl/${name}.v`, content })),
    ...shapes.map((shape, i) => ({
      path: `rtl/${shape.layer.name}.v`,
      content: layerModule(plan, shape, i > 0 ? inputBits(shape.layer) : imageBits, origin),
    })),
    { path: 'rtl/bitscape_top.v', content: topOf(plan, units, ends, 'unrolled', REMARK, origin) },
    { path: 'rtl/tb.v', content: testbench(plan, origin) },
    { path: 'rtl/lint.vlt', content: LINT_VLT + LAYERS_VLT },
  ];
}

const inputBits = ({ integer, input }: Plan['layers'][number]): number => integer.stage.fanIn * input.bits;
