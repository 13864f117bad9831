import { describe, expect, it } from 'vitest';
import { MVAU_OPTION_DEFAULTS, type MvauOptions } from '../../core/hardware/mvau-options';
import { layerMenus, MIXED, networkMenus, withLayerOption, withOption } from './view-model';

const options = (patch: Partial<MvauOptions>): MvauOptions => ({ ...MVAU_OPTION_DEFAULTS, ...patch });
const menu = (name: string, of: MvauOptions) => networkMenus(of, 3).find((each) => each.name === name)!;
const legal = ({ entries }: ReturnType<typeof menu>) =>
  entries.filter(({ disabled }) => !disabled).map(({ value }) => value);

describe('the menus of a network', () => {
  it('show one value, or that the layers differ', () => {
    expect(menu('ram', options({})).value).toBe('auto');
    const mixed = menu('ram', options({ ram: ['auto', 'block', 'auto'] }));
    expect(mixed.value).toBe(MIXED);
    expect(mixed.entries[0]).toEqual({ value: MIXED, label: 'by layer', disabled: true });
  });

  it('offer RAM styles only where some weights are decoupled', () => {
    expect(legal(menu('ram', options({})))).toEqual(['auto', 'block', 'distributed', 'ultra']);
    const some = options({ memory: ['embedded', 'decoupled', 'external'] });
    expect(legal(menu('ram', some))).toEqual(['auto', 'block', 'distributed', 'ultra']);
    expect(legal(menu('ram', options({ memory: 'embedded' })))).toEqual(['auto']);
    expect(menu('ram', options({ memory: 'embedded' })).idle).toContain('decoupled weights only');
  });

  it('count thresholds only where they are billed', () => {
    expect(menu('thresholds', options({})).idle).toContain('FINN bills thresholds only');
    expect(menu('thresholds', options({ thresholdMemory: ['auto', 'distributed', 'auto'] })).idle).toBeNull();
  });
});

describe('the menus of a layer', () => {
  it('offer what its own weight memory allows', () => {
    const mvau = options({ memory: ['embedded', 'decoupled', 'external'] });
    const rams = [0, 1, 2].map((layer) => layerMenus(mvau, layer)[1]);
    expect(rams.map(legal).map((values) => values.length)).toEqual([1, 4, 1]);
    expect(rams.map(({ idle }) => idle === null)).toEqual([false, true, false]);
  });

  it('change that layer alone, and those of the network all', () => {
    const one = withLayerOption(MVAU_OPTION_DEFAULTS, 'ram', 3, 2, 'ultra');
    expect(one).toEqual(options({ ram: ['auto', 'auto', 'ultra'] }));
    expect(withLayerOption(one, 'ram', 3, 2, 'auto')).toEqual(MVAU_OPTION_DEFAULTS);
    expect(withOption(one, 'ram', 'block')).toEqual(options({ ram: 'block' }));
  });
});
