import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonReader } from '../design/json-reader';
import { RECOMMENDED_CEILINGS } from './device';
import { deviceFromJson } from './device-json';
import { DEVICE_TABLE } from './device-table';
import { DEVICES, deviceOf } from './devices';
import { dspBlockOf } from './mvau-dsp';

describe('the device table', () => {
  it('has at least 20 parts, each once, with a source', () => {
    expect(DEVICE_TABLE.length).toBeGreaterThanOrEqual(20);
    expect(Object.keys(DEVICES)).toHaveLength(DEVICE_TABLE.length);
    for (const { source, boards } of DEVICE_TABLE) {
      expect(source).toMatch(/AMD DS\d+/);
      expect(boards.length).toBeGreaterThan(0);
    }
  });

  it.each(DEVICE_TABLE)('$id has two flip-flops per LUT, as all 7 series to Versal chips', ({ lut, ff }) => {
    expect(ff).toBe(2 * lut);
  });

  // FINN finn/util/platforms.py, rounded there to thousands of LUTs; its 412 RAMB18 of the ZU3EG and 610 of the ZU7EV
  // are left out.
  it.each([
    ['xc7z020', 53200, 280, 220],
    ['zu9eg', 274000, 1824, 2520],
    ['zu28dr', 425000, 2160, 4272],
  ])("%s agrees with FINN's platforms", (id, lut, bram18, dsp) => {
    const device = deviceOf(id);
    expect(Math.abs(device.lut - lut)).toBeLessThan(500);
    expect([device.bram18, device.dsp]).toEqual([bram18, dsp]);
  });

  it.each([
    ['xc7k325t', 'DSP48E1'],
    ['k26', 'DSP48E2'],
    ['u250', 'DSP48E2'],
    ['vc1902', 'DSP58'],
  ])('%s has %ss by its part name', (id, block) => {
    expect(dspBlockOf(deviceOf(id).part)).toBe(block);
  });

  it('lists the ids to who asks for another', () => {
    expect(() => deviceOf('xc2v')).toThrow(
      expect.objectContaining({ name: 'UnknownDevice', message: expect.stringContaining('zu3eg, zu5ev') }),
    );
  });

  it('recommends the ceilings of FINN platforms.py:40', () => {
    expect(RECOMMENDED_CEILINGS).toEqual({ lut: 0.7, ff: 0.5, bram18: 0.8, uram: 0.8, dsp: 0.8 });
  });
});

describe('a device in JSON', () => {
  const mine = {
    id: 'mine',
    part: 'xc7z014sclg400-1',
    lut: 40600,
    ff: 81200,
    bram18: 214,
    dsp: 170,
    source: 'DS190',
  };
  const read = (value: unknown) => deviceFromJson(jsonReader(value, 'mine.json', 'BadDevice'));

  it('needs no boards, family or UltraRAM', () => {
    expect(read(mine)).toEqual({ ...mine, family: 'own', boards: [], uram: 0 });
    expect(read({ ...mine, boards: ['b'], family: 'f', uram: 3 })).toMatchObject({ boards: ['b'], uram: 3 });
  });

  it.each([
    [{ lut: 0 }, 'mine.json: lut is 0; it should be a number from 1'],
    [{ dsp: -1 }, 'dsp is -1'],
    [{ ff: 1.5 }, 'ff is 1.5; it should be an integer'],
    [{ bram18: '280' }, 'bram18 is "280"'],
    [{ id: 'xc7z020' }, 'another id'],
    [{ id: 'My Board' }, 'lower-case'],
    [{ part: 'EP4CE' }, 'a Vivado part such as xc7z020clg400-1'],
    [{ source: undefined }, 'source is missing'],
    [{ luts: 3 }, 'not luts'],
    [{ source: ' ' }, 'a text of 1 to 200 characters in one line'],
    [{ family: 'f'.repeat(41) }, 'a text of 1 to 40 characters in one line'],
    [{ boards: ['one\ntwo'] }, 'boards[0] is'],
    [{ boards: Array(9).fill('b') }, 'a list of at most 8 boards'],
    [{ part: `xc7z${'0'.repeat(40)}` }, 'a Vivado part'],
  ])('with %j is refused', (change, message) => {
    expect(() => read({ ...mine, ...change })).toThrow(
      expect.objectContaining({ name: 'BadDevice', message: expect.stringContaining(message) }),
    );
  });
});

describe('docs/hardware-model.md', () => {
  const docs = readFileSync(new URL('../../../docs/hardware-model.md', import.meta.url), 'utf8');

  it.each(DEVICE_TABLE)('has the row of $id', ({ id, part, boards, lut, ff, bram18, uram, dsp }) => {
    expect(docs).toContain(
      `| ${id} | ${part} (${boards.join(', ')}) | ${lut} | ${ff} | ${bram18} | ${uram} | ${dsp} |`,
    );
  });
});
