import type { Plan } from '../plan';

/** Commands of an export's README for the Verilog, each with what it does. */
export const rtlRuns = (plan: Plan): string[][] => [
  [
    'make sim',
    `the Verilog under random stalls: "images ${plan.request.vectors.count} mismatches 0", cycles per image`,
  ],
  ['make lint', "Verilator's lint of the Verilog"],
  ['make synth-yosys', 'LUTs, registers, block RAMs and DSPs by Yosys'],
];

/** Rows of the README's table of files. */
export function rtlFileRows({ layers }: Plan): string {
  const hidden = layers.filter(({ output }) => output);
  const tables = [
    ...(hidden.some(({ activation }) => !activation.lines) ? ['its thresholds in `*_thresholds.v`'] : []),
    ...(hidden.some(({ activation }) => activation.lines) ? ['its lines in `*_lines.v`'] : []),
  ];
  const [first, last] = [layers[0].name, layers[layers.length - 1].name];
  return `| \`rtl/bitscape_top.v\` | the same pipeline in Verilog: \`aclk\`, \`aresetn\` (active low), \`s_axis\`, \`m_axis\` |
| \`rtl/mvau.v\`, \`activation.v\`, ... | its units, the same in every export; plain Verilog, no vendor primitive |
${mapRows(layers)}| \`rtl/${first}.v\` ... \`${last}.v\` | each layer; ${['its weights in `*_weights.hex`', ...tables].join(', ')} |
| \`rtl/tb.v\`, \`rtl/lint.vlt\` | self-checking test bench for Icarus Verilog and Verilator; what lint lets pass, and why |
`;
}

function mapRows(layers: Plan['layers']): string {
  const windows = layers.flatMap(({ window }) => window ?? []);
  const units = [
    ...(windows.some(({ whole }) => !whole) ? ['`rtl/sliding_window.v`'] : []),
    ...(windows.some(({ whole }) => whole) ? ['`rtl/whole_windows.v`'] : []),
  ];
  const pools = layers.some(({ pool }) => pool);
  return (
    (units.length ? `| ${units.join(', ')} | the windows of a map, in front of the convolutions |\n` : '') +
    (pools ? '| `rtl/max_pool.v` | max-pool, behind the convolutions that have one |\n' : '')
  );
}
