import { useStore } from '../../state/store';
import { Field } from './Field';

/** What a training makes small. */
export function LossField() {
  const loss = useStore((s) => s.design.loss);
  const edit = useStore((s) => s.edit);
  return (
    <Field label="Loss">
      <select value={loss} onChange={(event) => edit({ loss: event.target.value as typeof loss })}>
        <option value="cross-entropy">Cross-entropy</option>
        <option value="squared-hinge">Squared hinge</option>
      </select>
    </Field>
  );
}
