import { DESIGN_LIMITS } from '../../core/design/limits';
import { BITS_LEGAL, formatBits, parseBits } from '../../core/design/ranges';
import { useStore } from '../../state/store';
import { DataField } from './DataField';
import { DraftInput, wholeNumber } from './DraftInput';
import { EngineField } from './EngineField';
import { Field } from './Field';
import styles from './setup.module.css';

function legalBits(text: string): number[] {
  const bits = parseBits(text);
  if (!bits) throw new Error(BITS_LEGAL);
  return bits;
}

/** What Train does: data, epochs, seed, loss, the part of the grid, where it computes, and from what it starts. */
export function TrainingSection() {
  const { epochs, seed, loss, start, weights, activations } = useStore((s) => s.design);
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
      <DraftInput
        label="Seed"
        value={seed}
        format={String}
        parse={wholeNumber(...DESIGN_LIMITS.seed)}
        inputMode="numeric"
        onChange={(value) => edit({ seed: value })}
      />
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
      <Field label="Loss">
        <select value={loss} onChange={(event) => edit({ loss: event.target.value as typeof loss })}>
          <option value="cross-entropy">Cross-entropy</option>
          <option value="squared-hinge">Squared hinge</option>
        </select>
      </Field>
      <EngineField />
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
