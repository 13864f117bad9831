import { expect, it } from 'vitest';
import { deviceOf } from '../hardware/devices';
import { DESIGN_DEFAULTS } from './design';
import { designFromJson } from './design-json';
import { jsonReader } from './json-reader';
import { cellLink } from './link';
import { designDevice, onDevice } from './own-device';

const mine = { ...deviceOf('xc7z020'), id: 'mine', boards: [], source: 'me' };

it("a device of one's own goes before that of the table, until one of the table is chosen", () => {
  const own = { ...DESIGN_DEFAULTS, device: 'zu3eg', ...onDevice(mine) };
  expect(own).toMatchObject({ device: 'zu3eg', ownDevice: mine });
  expect(designDevice(own)).toBe(mine);
  const back = { ...own, ...onDevice(deviceOf('u250')) };
  expect(back).toMatchObject({ device: 'u250', ownDevice: null });
  expect(designDevice(back)).toBe(deviceOf('u250'));
});

it('is in the link of a cell, which an export carries', () => {
  expect(cellLink({ ...DESIGN_DEFAULTS, ownDevice: mine })).toContain('&fd=mine,xc7z020clg400-1,53200,');
});

it('is read from JSON with every figure, or refused; documents without it are older', () => {
  const read = (ownDevice: unknown) =>
    designFromJson(jsonReader({ ...DESIGN_DEFAULTS, ownDevice }, 'x', 'Bad'));
  expect(read(mine).ownDevice).toEqual(mine);
  expect(read(undefined).ownDevice).toBeNull();
  for (const wrong of [
    { ...mine, id: 'xc7z020' },
    { ...mine, boards: undefined },
    'mine',
    { ...mine, lut: 0 },
  ]) {
    expect(() => read(wrong)).toThrow('ownDevice is');
  }
});
