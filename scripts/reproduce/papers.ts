import * as paper001 from './paper-001';
import * as paper002 from './paper-002';
import * as paper004 from './paper-004';
import type { Paper } from './record';

/** The papers of `npm run reproduce`, by number. */
export const PAPERS: Readonly<Record<string, Paper>> = {
  '001': paper001,
  '002': paper002,
  '004': paper004,
};
