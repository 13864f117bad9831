import type { Plan } from '../plan';
import { hasRtl } from './files';

/** Commands of an export's README for the Verilog, each with what it does. */
export const rtlRuns = (plan: Plan): string[][] =>
  hasRtl(plan)
    ? [
        [
          'make sim',
          `the Verilog under random stalls: "images ${plan.request.vectors.count} mismatches 0", cycles per image`,
        ],
        ['make lint', "Verilator's lint of the Verilog"],
        ['make synth-yosys', 'LUTs, registers, block RAMs and DSPs by Yosys'],
      ]
    : [];

/** Rows of the README's table of files. */
export function rtlFileRows(plan: Plan): string {
  const { layers } = plan;
  if (!hasRtl(plan)) return '';
  const [first, last] = [layers[0].name, layers[layers.length - 1].name];
  return `| \`rtl/bitscape_top.v\` | the same pipeline in Verilog: \`aclk\`, \`aresetn\` (active low), \`s_axis\`, \`m_axis\` |
| \`rtl/mvau.v\`, \`activation.v\`, ... | its units, the same in every export; plain Verilog, no vendor primitive |
| \`rtl/${first}.v\` ... \`${last}.v\` | each layer; its weights in \`*_weights.hex\`, its thresholds in \`*_thresholds.v\` |
| \`rtl/tb.v\`, \`rtl/lint.vlt\` | self-checking test bench for Icarus Verilog and Verilator; what lint lets pass, and why |
`;
}
