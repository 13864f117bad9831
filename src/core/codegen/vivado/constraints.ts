import { banner } from '../hls/text';
import type { Plan } from '../plan';

/**
 * `constraints.xdc`: the clock of the network alone, whose port is ap_clk in what HLS makes and aclk in the Verilog. In the
 * block design the processing system gives it, and no pin of the network leaves the chip.
 */
export const constraints = ({ request: { clockMhz } }: Plan, origin: string): string =>
  `${banner('#', `Clock of the network synthesised alone: ${clockMhz} MHz. Its port is ap_clk (HLS) or aclk (rtl/).`, origin)}
create_clock -name clock -period ${(1000 / clockMhz).toFixed(3)} [get_ports -quiet {ap_clk aclk}]
`;
