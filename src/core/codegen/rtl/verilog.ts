/** Values of parameters or nets of ports, in order. */
export type Connections = readonly (readonly [string, string | number])[];

/** An instance of a module, two columns in. */
export function instance(module: string, name: string, parameters: Connections, ports: Connections): string {
  const chosen = parameters.length ? ` #(\n${rows(parameters)}\n  )` : '';
  return `  ${module}${chosen} ${name} (\n${rows(ports)}\n  );\n`;
}

const rows = (connections: Connections): string =>
  connections.map(([name, value]) => `    .${name}(${value})`).join(',\n');

/** Clock and reset, the first ports of every unit. */
export const CLOCKED: Connections = [
  ['aclk', 'aclk'],
  ['aresetn', 'aresetn'],
];

/** Data, valid and ready of one side of a stream: `in_data` to `mvau0_in_get_data`, and so on. */
export const streamPorts = (port: string, net: string): Connections =>
  ['data', 'valid', 'ready'].map((part) => [`${port}_${part}`, `${net}_${part}`] as const);

/** "[7:0]". */
export const range = (bits: number): string => `[${bits - 1}:0]`;

/** A two's complement number as a sized literal: "-12'sd7". */
export const signedLiteral = (value: number, bits: number): string =>
  `${value < 0 ? '-' : ''}${bits}'sd${Math.abs(value)}`;

/** The bits of a two's complement number as a literal: "4'hc". */
export const bitsLiteral = (value: number, bits: number): string =>
  `${bits}'h${BigInt.asUintN(bits, BigInt(value)).toString(16)}`;

/** Bits of a number from 0 to `count` - 1, at least one. */
export function indexBits(count: number): number {
  let bits = 1;
  while (2 ** bits < count) bits++;
  return bits;
}
