import { describe, expect, it, vi } from 'vitest';
import { AUTO_PRUNING } from './auto';
import { ENGINES, openEngine } from './engines';

describe('openEngine', () => {
  it('lists the engines in order of preference, the reference last', () => {
    expect(ENGINES.map((e) => e.id)).toEqual([
      'tfjs-webgpu',
      'tfjs-webgl',
      'wasm-fma',
      'wasm-simd',
      'tfjs-wasm',
      'tfjs-cpu',
      'reference',
    ]);
  });

  it('says what would be right when the id is unknown', async () => {
    await expect(openEngine('tfjs-tpu')).rejects.toMatchObject({
      name: 'UnknownEngine',
      message: expect.stringContaining('tfjs-wasm'),
    });
  });

  it.each(['tfjs-webgpu', 'tfjs-webgl'])('refuses %s where there is no graphics, as Node', async (id) => {
    await expect(openEngine(id)).rejects.toMatchObject({ name: 'EngineUnavailable' });
  });

  it('takes the fastest on the processor for pruning, and tries no graphics', async () => {
    const onTried = vi.fn();
    expect((await openEngine(AUTO_PRUNING, onTried)).id).toBe('wasm-fma');
    expect(onTried).not.toHaveBeenCalled();
  });

  it('"auto" takes our WASM in Node and says why it passed over the others', async () => {
    const onTried = vi.fn();
    const engine = await openEngine('auto', onTried);
    expect(engine.id).toBe('wasm-fma');
    expect(onTried.mock.calls.map(([id]) => id)).toEqual(['tfjs-webgpu', 'tfjs-webgl']);
  });
});
