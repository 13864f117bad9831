/** The choice "auto" among the engines that prune for certain: those on the processor (docs/pruning.md). */
export const AUTO_PRUNING = 'auto-pruning';
