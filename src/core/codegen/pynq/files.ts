import type { GeneratedFile } from '../export-request';
import type { Plan } from '../plan';
import { driver } from './driver';
import { notebook } from './notebook';

/** The `pynq/` folder; "make vivado" puts the bitstream beside these files. */
export const pynqFiles = (plan: Plan, origin: string): GeneratedFile[] => [
  { path: 'pynq/driver.py', content: driver(plan, origin) },
  { path: 'pynq/bitscape.ipynb', content: notebook(plan, origin) },
];
