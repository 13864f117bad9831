import { expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { chainOf, chainTotal } from './chain';
import { finn } from './finn';
import { explainWhole } from './whole-explain';

it('explains what must fit as layers, generators, FIFOs and converters', () => {
  const request = {
    topology: topologyOf('cnn'),
    precision: { weightBits: 3, activationBits: 3, inputBits: 8 },
    targetFps: 10000,
    clockMhz: 100,
    part: 'xc7z020clg400-1',
  };
  const estimate = finn.estimate(request);
  const chain = chainOf(request, estimate);
  const { lut, bram18, dsp } = explainWhole(estimate, chain);
  expect(chainTotal(request, estimate)).toEqual(chain.total);
  expect([lut?.value, bram18?.value]).toEqual([chain.total.lut, chain.total.bram18]);
  const [parts, sum] = lut!.substituted.replaceAll(/[^0-9+=]/g, '').split('=');
  expect(parts.split('+').reduce((a, b) => a + Number(b), 0)).toBe(Number(sum));
  expect(Number(sum)).toBe(chain.total.lut);
  expect(lut!.error).toContain('pool0, labelselect0 not modelled');
  expect(dsp).toEqual(estimate.totalExplanations.dsp);
});
