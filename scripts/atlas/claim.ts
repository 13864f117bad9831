import type { RunFacts } from './run-facts';

/** What paper 003 says, and how a run is asked whether it is so. */
export interface Claim {
  title: string;
  /** The paper's words or figures, with the section. */
  paper: string;
  /** How "yes" is decided, in words. */
  rule: string;
  /** Heads of the figures. */
  figures: readonly string[];
  /** The figures of a run and whether it is so; null where the run lacks what is asked. */
  ask(facts: RunFacts): { figures: readonly string[]; holds: boolean } | null;
}
