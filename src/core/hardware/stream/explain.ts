import { type Explanation, figure } from '../explanation';
import type { Streams } from './streams';

const SOURCE = 'Bitscape, the chain simulated cycle by cycle (docs/folding.md)';

const ERROR =
  'Two MVAUs of 64 and 40 cycles without a FIFO: 89 cycles per image here and in RTL simulation. The depth of pipelines ' +
  'and gaps between images are not in it; a window generator that reads on while its output waits is faster.';

const simulated = (value: number, formula: string, substituted: string, error = ERROR): Explanation => ({
  value,
  formula,
  substituted: `${substituted} = ${figure(value)}`,
  source: SOURCE,
  error,
});

/** How the figures of the simulation come about. */
export const explainStreams = ({ ii, iiWithoutFifos, slowest, latencyCycles, settled }: Streams) => ({
  ii: simulated(
    ii,
    'cycles between images with the FIFOs of the chain; at least those of the slowest node, and with one vector in every FIFO between dense layers just those',
    `slowest node ${figure(slowest)}, stalls ${figure(ii - slowest)}`,
    settled ? ERROR : `A mean: the chain had not settled. ${ERROR}`,
  ),
  iiWithoutFifos: simulated(
    iiWithoutFifos,
    'cycles between images where each node waits for the next one to read',
    `slowest node ${figure(slowest)}, stalls ${figure(iiWithoutFifos - slowest)}`,
  ),
  latencyCycles: simulated(
    latencyCycles,
    'cycles from the first word of an image to its class, in an empty chain',
    'one image, simulated',
  ),
});
