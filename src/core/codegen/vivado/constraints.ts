import { banner } from '../hls/text';
import type { Plan } from '../plan';

/** `constraints.xdc`: the clock of the network alone; in the block design the processing system gives it. */
export const constraints = ({ request: { clockMhz } }: Plan, origin: string): string =>
  `${banner('#', `Clock of the network synthesised alone: ${clockMhz} MHz.`, origin)}
create_clock -name ap_clk -period ${(1000 / clockMhz).toFixed(3)} [get_ports ap_clk]
`;
