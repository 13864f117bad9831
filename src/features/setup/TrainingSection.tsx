import { DESIGN_LIMITS } from '../../core/design/limits';
import { BITS_LEGAL, formatBits, parseBits } from '../../core/design/ranges';
import { useStore } from '../../state/store';
import { DataField } from './DataField';
import { DraftInput, wholeNumber } from './DraftInput';
import { EngineField } from './EngineField';
import { Field } from './Field';
import { LossField } from './LossField';
import { SeedField } from './SeedField';
import styles from './setup.module.css';

function legalBits(text: string): number[] {
  const bits = parseBits(text);
  if (!bits) throw new Error(BITS_LEGAL);
  return bits;
}

/** A share from per cent with at most two decimals, as a link takes it. */
function legalShare(text: string): number {
  const [low, high] = DESIGN_LIMITS.sparsity.map((share) => 100 * share);
  const percent = text.trim() === '' ? Number.NaN : Number(text.replace('%', ''));
  if (!(percent >= low && percent <= high)) throw new Error(`a number from ${low} to ${high}`);
  return Number((percent / 100).toFixed(4));
}

/** What Train does: data, epochs, seed, loss, the part of the grid, pruning, where it computes, and from what it starts. */
export function TrainingSection() {
  const { epochs, start, sparsity, weights, activations } = useStore((s) => s.design);
  const edit = useStore((s) => s.edit);
  return (
    <section className={styles.section} aria-labelledby="training-title">
      <h2 id="training-title">Training</h2>
      <DataField />
      <DraftInput
        label="Epochs"
        value={epochs}
        format={String}
        parse={wholeNumber(...DESIGN_LIMITS.epochs)}
        inputMode="numeric"
        onChange={(value) => edit({ epochs: value })}
      />
      <SeedField />
      <DraftInput
        label="Weights W"
        value={weights}
        format={formatBits}
        parse={legalBits}
        onChange={(bits) => edit({ weights: bits })}
      />
      <DraftInput
        label="Activations A"
        value={activations}
        format={formatBits}
        parse={legalBits}
        onChange={(bits) => edit({ activations: bits })}
      />
      <LossField />
      <EngineField />
      <DraftInput
        label="Zero weights, %"
        title="Share of the weights that training holds at 0, the smallest of each layer, where W is 2 or more. 0 prunes nothing. References and previews are of networks that are not pruned."
        value={sparsity}
        format={(share) => String(Number((100 * share).toFixed(2)))}
        parse={legalShare}
        inputMode="decimal"
        onChange={(share) => edit({ sparsity: share })}
      />
      <Field label="Start" wide>
        <select
          value={start}
          title="First weights of each cell: random ones, or those of a training that the whole grid shares"
          onChange={(event) => edit({ start: event.target.value as typeof start })}
        >
          <option value="scratch">Random (the papers’ protocol)</option>
          <option value="shared">Shared weights (fewer epochs)</option>
        </select>
      </Field>
    </section>
  );
}
