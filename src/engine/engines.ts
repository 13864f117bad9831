import { BitscapeError, messageOf } from '../core/errors';
import { AUTO_PRUNING } from './auto';
import type { Engine, EngineDescriptor } from './trainer';
import { OPENING_CHECK } from './trainer-checks';
import { measureStep } from './trial';
import { type KernelBuild, WASM_LABELS } from './wasm/builds';

/** Called for every engine that "auto" passes over, with the reason. */
export type OnTried = (id: string, reason: string) => void;

const TFJS = {
  webgpu: 'WebGPU (tfjs)',
  webgl: 'WebGL (tfjs)',
  wasm: 'WASM (tfjs)',
  cpu: 'JavaScript (tfjs)',
} as const;

type TfjsName = keyof typeof TFJS;

/** Opens a tfjs engine. `software`: also on a software renderer (SwiftShader, llvmpipe). */
const openTfjs = (name: TfjsName, software: boolean): Promise<Engine> =>
  proved(`tfjs-${name}`, async () => (await import('./tfjs/open')).openTfjs(name, TFJS[name], { software }));

const tfjs = (name: TfjsName): EngineDescriptor => ({
  id: `tfjs-${name}`,
  label: TFJS[name],
  open: () => openTfjs(name, true),
});

const own = (build: KernelBuild): EngineDescriptor => ({
  id: `wasm-${build}`,
  label: WASM_LABELS[build],
  open: () => proved(`wasm-${build}`, async () => (await import('./wasm/open')).openWasm(build)),
});

/** Our own engine's builds, fastest first. */
const OWN: readonly EngineDescriptor[] = [own('fma'), own('simd')];

/** Engines on the processor, fastest first. */
const ON_CPU: readonly EngineDescriptor[] = [...OWN, tfjs('wasm'), tfjs('cpu')];

/** The engines in the order in which "auto" prefers them; the reference is for checking, far too slow to use. */
export const ENGINES: readonly EngineDescriptor[] = [
  tfjs('webgpu'),
  tfjs('webgl'),
  ...ON_CPU,
  {
    id: 'reference',
    label: 'reference (plain TypeScript, slow)',
    open: async () => (await import('./reference/reference')).referenceEngine,
  },
];

/**
 * Opens the engine of that id, or with "auto" the fastest that works here: a hardware GPU if its training
 * step is measured to be faster than the processor's, else WASM, ours before tfjs's, else plain JavaScript. Software GPUs (SwiftShader,
 * llvmpipe) are only used when asked for by name.
 * @throws BitscapeError "EngineUnavailable", or "UnknownEngine" for an id that is not in the table.
 */
export async function openEngine(choice: string, onTried: OnTried = () => {}): Promise<Engine> {
  if (choice !== 'auto' && choice !== AUTO_PRUNING) return descriptorOf(choice).open();
  const graphics = choice === AUTO_PRUNING ? [] : [onGraphics('webgpu'), onGraphics('webgl')];
  const gpu = await firstThatOpens(graphics, onTried);
  const cpu = await firstThatOpens(ON_CPU, onTried);
  if (gpu && cpu) return faster(gpu, cpu, onTried);
  const engine = gpu ?? cpu;
  if (engine) return engine;
  throw new BitscapeError('EngineUnavailable', 'no engine works here: neither a GPU nor WASM nor JavaScript');
}

/**
 * Opens an engine that can train shared weights: the given one if it can, else the fastest that does.
 * @throws BitscapeError "EngineUnavailable" if none works here.
 */
export async function openSharedEngine(given: Engine, onTried: OnTried = () => {}): Promise<Engine> {
  if (given.createSharedTrainer) return given;
  const engine = await firstThatOpens(OWN, onTried);
  if (engine) return engine;
  throw new BitscapeError(
    'EngineUnavailable',
    'shared weights are trained by the WebAssembly engine, which does not work here',
  );
}

/**
 * Opens an engine that trains fixed point: the given one if it does, else the fastest that does.
 * @throws BitscapeError "EngineUnavailable" if none works here.
 */
export async function openFixedEngine(given: Engine, onTried: OnTried = () => {}): Promise<Engine> {
  if (given.trainsFixed) return given;
  const engine = await firstThatOpens(OWN, onTried);
  if (engine) return engine;
  throw new BitscapeError(
    'EngineUnavailable',
    'fixed point is trained by the WebAssembly engine, which does not work here',
  );
}

function descriptorOf(id: string): EngineDescriptor {
  const descriptor = ENGINES.find((e) => e.id === id);
  if (descriptor) return descriptor;
  const ids = ['auto', ...ENGINES.map((e) => e.id)].join(', ');
  throw new BitscapeError('UnknownEngine', `"${id}" is not an engine: use one of ${ids}`, 'engine');
}

/** What "auto" tries of an engine: no software renderer. */
const onGraphics = (name: TfjsName): Pick<EngineDescriptor, 'id' | 'open'> => ({
  id: `tfjs-${name}`,
  open: () => openTfjs(name, false),
});

async function firstThatOpens(
  candidates: readonly Pick<EngineDescriptor, 'id' | 'open'>[],
  onTried: OnTried,
): Promise<Engine | undefined> {
  for (const { id, open } of candidates) {
    try {
      return await open();
    } catch (error) {
      onTried(id, messageOf(error));
    }
  }
  return undefined;
}

async function faster(gpu: Engine, cpu: Engine, onTried: OnTried): Promise<Engine> {
  const [ours, theirs] = [await measureStep(gpu), await measureStep(cpu)];
  const [chosen, other] = ours < theirs ? [gpu, cpu] : [cpu, gpu];
  const times = `${ours.toFixed(1)} ms on ${gpu.label}, ${theirs.toFixed(1)} ms on ${cpu.label}`;
  onTried(other.id, `slower here: a training step of sfc takes ${times}`);
  return chosen;
}

/** An engine that has passed the opening check: whatever goes wrong becomes "EngineUnavailable". */
async function proved(id: string, open: () => Promise<Engine>): Promise<Engine> {
  try {
    const engine = await open();
    await OPENING_CHECK.run(engine);
    return engine;
  } catch (error) {
    if (error instanceof BitscapeError && error.name === 'EngineUnavailable') throw error;
    throw new BitscapeError('EngineUnavailable', `${id} does not work here: ${messageOf(error)}`, id);
  }
}
