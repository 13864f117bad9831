import { useStore } from '../../state/store';
import { Field } from './Field';

/** Engines a person can ask for. Ids are those of `engine/engines.ts`, which is loaded in the workers only. */
const CHOICES: readonly (readonly [string, string])[] = [
  ['auto', 'Fastest here'],
  ['tfjs-webgpu', 'WebGPU'],
  ['tfjs-webgl', 'WebGL'],
  ['wasm-fma', 'WASM FMA'],
  ['wasm-simd', 'WASM SIMD'],
  ['tfjs-wasm', 'tfjs on WASM'],
  ['tfjs-cpu', 'tfjs on CPU'],
];

/** Where training computes; says what was chosen once an engine is open. */
export function EngineField() {
  const choice = useStore((s) => s.engineChoice);
  const label = useStore((s) => s.engineLabel);
  const busy = useStore((s) => s.sweep.state !== 'idle');
  const choose = useStore((s) => s.setEngineChoice);
  return (
    <Field label="Engine">
      <select
        value={choice}
        disabled={busy}
        title={label ? `Training on ${label}` : undefined}
        onChange={(event) => choose(event.target.value)}
      >
        {CHOICES.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}
