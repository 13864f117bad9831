import { describe, expect, it } from 'vitest';
import type { Device } from './device';
import { deviceFromText, deviceText } from './device-text';

const mine: Device = {
  id: 'mine',
  part: 'xck24-ubva530-2LV-c',
  family: 'Größe, 1~2_%',
  boards: ['A, B', "it's (one)*!"],
  lut: 1,
  ff: 2,
  bram18: 3,
  uram: 4,
  dsp: 5,
  source: 'https://example.org/?a=1&b=2#c',
};

describe('a device in one word', () => {
  it('has only letters that no link escapes, whatever a person wrote', () => {
    expect(deviceText(mine)).toMatch(/^[A-Za-z0-9,._~-]+$/);
    expect(deviceFromText(deviceText(mine))).toEqual(mine);
  });

  it('is legible where its texts are', () => {
    expect(deviceText({ ...mine, family: 'Kria', boards: ['KD 240'], source: 'DS985' })).toBe(
      'mine,xck24-ubva530-2LV-c,1,2,3,4,5,Kria,DS985,KD_240',
    );
  });

  it.each(['', 'mine', `${deviceText(mine)},`, 'mine,xc7z,1e3,1,1,1,1,f,s', 'mine,xc7z,1,1,1,1,1,~,s'])(
    '%j is none',
    (text) => {
      expect(deviceFromText(text)).toBeUndefined();
    },
  );
});
