import { describe, expect, it } from 'vitest';
import { atlasNetwork, networkPath, packedOf } from './networks';
import { PACKED, smallRun } from './testing';

const cell = { weightBits: 1, activationBits: 2 };

describe('the packed networks of the atlas', () => {
  it('lie in one file per cell', () => {
    expect(networkPath('tfc-30', cell)).toBe('tfc-30/w1a2.bin');
  });

  it('are given out when they are the very bytes', () => {
    const packed = packedOf(smallRun(), cell)!;
    expect(atlasNetwork(packed, PACKED, 'w1a2.bin')).toBe(PACKED);
    for (const other of [PACKED.slice(1), PACKED.map((byte) => byte ^ 1), new Uint8Array(0)]) {
      expect(() => atlasNetwork(packed, other, 'w1a2.bin')).toThrow(
        expect.objectContaining({ name: 'BadAtlasFile', message: expect.stringContaining('w1a2.bin') }),
      );
    }
  });

  it('are null of a cell, or a run, that has none', () => {
    expect(packedOf(smallRun(), { weightBits: 3, activationBits: 1 })).toBeNull();
    expect(packedOf({ ...smallRun(), networks: null }, cell)).toBeNull();
  });
});
