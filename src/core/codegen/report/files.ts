import type { Chain } from '../../hardware/chain';
import type { GeneratedFile } from '../export-request';
import type { Plan } from '../plan';
import { chainOf, finnNodes } from './finn-nodes';
import { finnReports } from './finn-reports';

/**
 * The `report/` folder: the estimate as the page has it, everything around the layers where the estimator models that, and
 * the three reports that FINN writes, under FINN's names.
 */
export function reportFiles(plan: Plan): GeneratedFile[] {
  const { estimate } = plan.request;
  const chain = chainOf(plan);
  const { resources, cycles, performance } = finnReports(plan, chain);
  return [
    { path: 'report/estimate.json', content: json(estimate) },
    ...(chain ? [{ path: 'report/chain.json', content: json(withFinnNames(plan, chain)) }] : []),
    { path: 'report/estimate_layer_resources.json', content: json(resources) },
    { path: 'report/estimate_layer_cycles.json', content: json(cycles) },
    { path: 'report/estimate_network_performance.json', content: json(performance) },
  ];
}

/** The chain, each node with the name that it has in FINN's reports; null for what is not in them. */
function withFinnNames({ request }: Plan, chain: Chain) {
  const names = new Map(finnNodes(request.estimate, chain).map(({ name, ours }) => [ours, name]));
  return { ...chain, nodes: chain.nodes.map((node) => ({ ...node, finn: names.get(node.name) ?? null })) };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
