import type { GeneratedFile } from '../export-request';
import type { Plan } from '../plan';
import { boardsOf } from './boards';
import { buildScript } from './build';
import { constraints } from './constraints';
import { oocScript } from './ooc';

/** The `vivado/` folder; without a board of the device there is no block design, only the synthesis alone. */
export function vivadoFiles(plan: Plan, origin: string): GeneratedFile[] {
  const boards = boardsOf(plan.request.device);
  const build = boards.length
    ? [{ path: 'vivado/build.tcl', content: buildScript(plan, boards, origin) }]
    : [];
  return [
    ...build,
    { path: 'vivado/ooc.tcl', content: oocScript(plan, origin) },
    { path: 'vivado/constraints.xdc', content: constraints(plan, origin) },
  ];
}
