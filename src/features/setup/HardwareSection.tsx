import { DESIGN_LIMITS } from '../../core/design/limits';
import { ESTIMATORS, estimatorOf } from '../../core/hardware/estimators';
import { useStore } from '../../state/store';
import { NetworkOptions } from '../mvau/NetworkOptions';
import { DraftInput, wholeNumber } from './DraftInput';
import { Field } from './Field';
import styles from './setup.module.css';

/** Estimators whose layers are not folded for a frame rate. */
const NO_TARGET = ['lfc-hls', 'unrolled'];

/** Which resource model, and the frame rate and clock that its folding aims at. */
export function HardwareSection(props: { refusal: string | null }) {
  const { estimator, folding, targetFps, clockMhz } = useStore((s) => s.design);
  const edit = useStore((s) => s.edit);
  const usesTarget = folding === 'rule' && (!NO_TARGET.includes(estimator) || props.refusal !== null);
  const { heedsMvau } = props.refusal === null ? estimatorOf(estimator) : estimatorOf('finn');
  return (
    <section className={styles.section} aria-labelledby="hardware-title">
      <h2 id="hardware-title">Hardware model</h2>
      <Field wide label="Estimator" message={props.refusal && `${props.refusal}. Showing FINN's estimate.`}>
        <select value={estimator} onChange={(event) => edit({ estimator: event.target.value })}>
          {Object.values(ESTIMATORS).map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      {usesTarget && (
        <DraftInput
          label="Frames/s aim"
          value={targetFps}
          format={(fps) => fps.toLocaleString('en')}
          parse={wholeNumber(...DESIGN_LIMITS.targetFps)}
          inputMode="numeric"
          onChange={(value) => edit({ targetFps: value })}
        />
      )}
      <DraftInput
        label="Clock, MHz"
        value={clockMhz}
        format={String}
        parse={wholeNumber(...DESIGN_LIMITS.clockMhz)}
        inputMode="numeric"
        onChange={(value) => edit({ clockMhz: value })}
      />
      {heedsMvau && <NetworkOptions />}
    </section>
  );
}
