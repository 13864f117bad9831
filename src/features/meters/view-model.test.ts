import { describe, expect, it } from 'vitest';
import { type Device, fitOn } from '../../core/hardware/device';
import { metersOf } from './view-model';

/** XC7Z020 (Zynq-7000 data sheet DS190, table 1). */
const device: Device = {
  id: 'xc7z020',
  part: 'xc7z020clg400-1',
  family: 'Zynq-7000',
  boards: ['PYNQ-Z2'],
  lut: 53200,
  ff: 106400,
  bram18: 280,
  uram: 0,
  dsp: 220,
  source: 'DS190',
};

describe('metersOf', () => {
  it('shows the share of the device and the binding resource', () => {
    const used = { lut: 53336, ff: 31954, bram18: 224, uram: 0, dsp: 0 };
    const meters = metersOf(used, device, fitOn(device, used));
    expect(meters.map(({ text }) => text)).toEqual(['100 %', '30 %', '80 %', '0 %']);
    expect(meters.filter(({ binding }) => binding).map(({ label }) => label)).toEqual(['LUT']);
    expect(meters[0].over).toBe(true);
  });

  it('leaves what is not modelled without a share', () => {
    const used = { lut: 100, ff: null, bram18: 0, uram: 0, dsp: 0 };
    const [, ff] = metersOf(used, device, fitOn(device, used));
    expect(ff).toMatchObject({ used: null, utilisation: null, text: '', over: false, binding: false });
  });

  it('binds nothing when nothing is used', () => {
    const used = { lut: 0, ff: 0, bram18: 0, uram: 0, dsp: 0 };
    expect(metersOf(used, device, fitOn(device, used)).some(({ binding }) => binding)).toBe(false);
  });
  it('shows UltraRAM where the device has some, or the design uses it', () => {
    const shown = (uram: number | null, available: number) => {
      const [used, on] = [
        { lut: 0, ff: 0, bram18: 0, uram, dsp: 0 },
        { ...device, uram: available },
      ];
      return metersOf(used, on, fitOn(on, used)).find(({ name }) => name === 'uram');
    };
    expect([shown(0, 0), shown(null, 0)]).toEqual([undefined, undefined]);
    expect(shown(0, 96)).toMatchObject({ label: 'URAM', text: '0 %', over: false });
    expect(shown(null, 96)).toMatchObject({ used: null, text: '' });
    expect(shown(48, 96)).toMatchObject({ text: '50 %', over: false, binding: true });
    expect(shown(2, 0)).toMatchObject({ used: 2, available: 0, text: 'none', over: true, binding: true });
  });
});
