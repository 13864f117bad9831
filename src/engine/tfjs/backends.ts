import * as tf from '@tensorflow/tfjs-core';
import { BitscapeError } from '../../core/errors';

/** A backend that has been started. */
export interface Backend {
  /** Added to the engine's label, such as the name of a software renderer. */
  note?: string;
  onLost?(listener: (reason: string) => void): void;
}

/** `software`: accept a GPU backend whose adapter is a software renderer, which is slower than WASM. */
export interface BackendOptions {
  software: boolean;
}

const unavailable = (name: string, reason: string) => new BitscapeError('EngineUnavailable', reason, name);

/** Names by which software renderers give themselves away. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i;

/** The renderer's name if it is a software renderer. @throws if those are not accepted. */
function softwareNote(name: string, renderer: string, { software }: BackendOptions): string | undefined {
  const found = renderer.match(SOFTWARE)?.[0];
  if (!found || software) return found;
  throw unavailable(
    name,
    `a software renderer (${found}), slower than WASM: choose it by name to use it anyway`,
  );
}

async function start(name: string): Promise<void> {
  tf.enableProdMode();
  if (!(await tf.setBackend(name))) throw unavailable(name, `the ${name} backend did not start`);
}

async function openWebGpu(options: BackendOptions): Promise<Backend> {
  const gpu = typeof navigator === 'undefined' ? undefined : navigator.gpu;
  if (!gpu)
    throw unavailable('webgpu', 'no WebGPU here: it needs a browser that has it and https or localhost');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw unavailable('webgpu', 'the browser has WebGPU but found no graphics adapter for it');
  const { vendor, architecture, device, description } = adapter.info;
  const note = softwareNote('webgpu', [vendor, architecture, device, description].join(' '), options);
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  await start('webgpu');
  const backend = tf.backend();
  return {
    note,
    onLost(listener) {
      if (!(backend instanceof WebGPUBackend)) return;
      void backend.device.lost.then(({ message, reason }) => listener(message || reason));
    },
  };
}

async function openWebGl(options: BackendOptions): Promise<Backend> {
  const note = softwareNote('webgl', webGlRenderer(), options);
  const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
  await start('webgl');
  const backend = tf.backend();
  return {
    note,
    onLost(listener) {
      if (!(backend instanceof MathBackendWebGL)) return;
      const { canvas } = backend.gpgpu.gl;
      canvas.addEventListener('webglcontextlost', () => listener('the WebGL context was lost'));
    },
  };
}

/** What draws WebGL here, asked of a context that is given back at once. */
function webGlRenderer(): string {
  const canvas = typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(1, 1);
  const gl = canvas?.getContext('webgl2');
  if (!gl) throw unavailable('webgl', 'no WebGL 2 here');
  const named = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return String(renderer);
}

async function openWasm(): Promise<Backend> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  if (tf.env().get('IS_BROWSER')) {
    const { wasmUrls } = await import('./wasm-urls');
    wasm.setWasmPaths(wasmUrls);
  }
  // The threaded build needs cross-origin isolation and breaks when minified; its matMul is not threaded anyway.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await start('wasm');
  return {};
}

async function openCpu(): Promise<Backend> {
  await import('@tensorflow/tfjs-backend-cpu');
  await start('cpu');
  return {};
}

/** How to start each tfjs backend; each loads its own code and nothing else. */
export const BACKENDS = {
  webgpu: openWebGpu,
  webgl: openWebGl,
  wasm: openWasm,
  cpu: openCpu,
} as const satisfies Record<string, (options: BackendOptions) => Promise<Backend>>;

export type BackendName = keyof typeof BACKENDS;
