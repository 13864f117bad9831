import layers from './finn-layers.golden.json';
import mvaus from './finn-mvau.golden.json';
import { type FinnAnswers, type FinnRecord, finnAnswers } from './finn-record';

/** A record with what FINN answered; a FIFO has no DSPs, cycles and UltraRAM efficiency. For tests. */
export type Answered = FinnRecord & Partial<FinnAnswers>;

export const goldenMvaus: readonly Answered[] = mvaus.records;
export const goldenLayers: readonly Answered[] = layers.records;

const INTEGERS = ['lut', 'bram18', 'uram', 'dsp', 'cycles'] as const;
const EFFICIENCIES = ['bram_efficiency', 'uram_efficiency'] as const;

/** What our answers differ in: integers at all, efficiencies by more than 1e-9. */
export function differences(record: Answered): string[] {
  const ours = finnAnswers(record);
  const shown = (name: keyof FinnAnswers): string => `${name}: ours ${ours[name]}, FINN's ${record[name]}`;
  const wrong = (name: keyof FinnAnswers, most: number): boolean => {
    const theirs = record[name];
    return theirs !== undefined && !(Math.abs(ours[name] - theirs) <= most);
  };
  return [
    ...INTEGERS.filter((name) => wrong(name, 0)),
    ...EFFICIENCIES.filter((name) => wrong(name, 1e-9)),
  ].map(shown);
}
