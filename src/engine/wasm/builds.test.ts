import { afterEach, describe, expect, it, vi } from 'vitest';
import { assertSupported } from './builds';

afterEach(() => vi.unstubAllGlobals());

describe('a build that WebAssembly here cannot run', () => {
  it.each(['fma', 'simd'] as const)('%s is refused with what is missing', (build) => {
    vi.stubGlobal('WebAssembly', { validate: () => false });
    expect(() => assertSupported(build)).toThrowError(
      expect.objectContaining({ name: 'EngineUnavailable', message: expect.stringContaining('SIMD') }),
    );
  });

  it('says so where there is no WebAssembly at all', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(() => assertSupported('simd')).toThrowError(
      expect.objectContaining({ name: 'EngineUnavailable' }),
    );
  });

  it('does not refuse the plain build here', () => {
    expect(() => assertSupported('simd')).not.toThrow();
  });
});
