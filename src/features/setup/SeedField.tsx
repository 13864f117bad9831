import { DESIGN_LIMITS } from '../../core/design/limits';
import { useStore } from '../../state/store';
import { DraftInput, wholeNumber } from './DraftInput';

/** Seed of the first weights and of the shuffles. */
export function SeedField() {
  const seed = useStore((s) => s.design.seed);
  const edit = useStore((s) => s.edit);
  return (
    <DraftInput
      label="Seed"
      value={seed}
      format={String}
      parse={wholeNumber(...DESIGN_LIMITS.seed)}
      inputMode="numeric"
      onChange={(value) => edit({ seed: value })}
    />
  );
}
