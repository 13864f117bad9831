import type { Plan } from './plan';
import { hasChain } from './report/finn-nodes';

/** Rows of the README's table of files for `report/`. */
export function reportRows(plan: Plan): string {
  const chain = hasChain(plan);
  const left = chain ? ', FIFOs and width converters, which FINN inserts later' : '';
  return `| \`report/estimate.json\` | the estimate, every number with its formula |
${chain ? '| `report/chain.json` | everything around the layers too: windows, FIFOs, width converters, pools, the choice of the class |\n' : ''}| \`report/estimate_layer_resources.json\`, \`estimate_layer_cycles.json\`, \`estimate_network_performance.json\` | the estimate as FINN writes it, to be compared with FINN's; left out: what is not modelled${left} |
`;
}
