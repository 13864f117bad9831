import type { Engine } from '../trainer';
import { BACKENDS, type BackendName, type BackendOptions } from './backends';
import { createTfjsTrainer } from './trainer';

/**
 * Starts a tfjs backend as an engine.
 * @throws BitscapeError "EngineUnavailable" that says what is missing.
 */
export async function openTfjs(name: BackendName, label: string, options: BackendOptions): Promise<Engine> {
  const { note, onLost } = await BACKENDS[name](options);
  return {
    id: `tfjs-${name}`,
    label: note ? `${label}, ${note}` : label,
    deterministic: name === 'wasm' || name === 'cpu',
    createTrainer: (recipe, state) => createTfjsTrainer(name, recipe, state),
    onLost,
  };
}
