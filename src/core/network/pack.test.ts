import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldNetwork } from './fold';
import { packNetwork, unpackNetwork } from './pack';
import { topologyOf } from './presets';
import { randomParameters } from './testing';

const bits = fc.integer({ min: 1, max: 8 });

it('unpacks what it packed, at every width', () => {
  fc.assert(
    fc.property(bits, bits, fc.nat(), (weightBits, activationBits, seed) => {
      const topology = topologyOf('784-5-3-10');
      const precision = { weightBits, activationBits, inputBits: 1 };
      const network = foldNetwork(topology, precision, randomParameters(topology, seed));
      expect(unpackNetwork(topology, precision, packNetwork(network))).toEqual(network);
    }),
    { numRuns: 60 },
  );
});

it('takes about W bits per weight', () => {
  const topology = topologyOf('tfc');
  const precision = { weightBits: 1, activationBits: 1, inputBits: 1 };
  const bytes = packNetwork(foldNetwork(topology, precision, randomParameters(topology, 1))).length;
  expect(bytes).toBeLessThan((59008 / 8) * 1.2);
});

it('refuses bytes of another network', () => {
  const topology = topologyOf('784-5-10');
  const precision = { weightBits: 3, activationBits: 3, inputBits: 1 };
  const bytes = packNetwork(foldNetwork(topology, precision, randomParameters(topology, 1)));
  expect(() => unpackNetwork(topology, { ...precision, weightBits: 4 }, bytes)).toThrow(/expected \d+ bytes/);
  bytes[0] ^= 255;
  expect(() => unpackNetwork(topology, precision, bytes)).toThrow(/BCS1/);
});
