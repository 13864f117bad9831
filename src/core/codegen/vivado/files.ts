import type { GeneratedFile } from '../export-request';
import type { Plan } from '../plan';
import { boardsOf } from './boards';
import { buildScript } from './build';
import { constraints } from './constraints';
import { oocScript } from './ooc';

/** The `vivado/` folder. */
export const vivadoFiles = (plan: Plan, origin: string): GeneratedFile[] => [
  { path: 'vivado/build.tcl', content: buildScript(plan, boardsOf(plan.request.device), origin) },
  { path: 'vivado/ooc.tcl', content: oocScript(plan, origin) },
  { path: 'vivado/constraints.xdc', content: constraints(plan, origin) },
];
