import type { ExportProgress } from '../../../workers/protocol';

const WORDS: Readonly<Record<ExportProgress['doing'], string>> = {
  writing: 'files written',
  hashing: 'files hashed',
  checking: 'recomputing the vectors',
  packing: 'packing',
  compressing: 'compressing',
};

/** How far an export is: "31 files written", "12 of 68 files hashed", "compressing". */
export function progressWords(progress: ExportProgress): string {
  const words = WORDS[progress.doing];
  if (!('done' in progress)) return words;
  const { done, all } = progress;
  return all === null ? `${done} ${words}` : `${done} of ${all} ${words}`;
}
