import { describe, expect, it } from 'vitest';
import { byDrawingOrder, type Linking, seriesRole } from './series';

const cell = (weightBits: number, activationBits: number) => ({ weightBits, activationBits });
const linking: Linking = {
  selected: cell(3, 3),
  hovered: cell(2, 2),
  pins: [cell(1, 1), cell(3, 3), cell(8, 8)],
};

describe('seriesRole', () => {
  it('ranks selection, pins, hover', () => {
    expect(seriesRole(cell(3, 3), linking)).toBe('selected');
    expect(seriesRole(cell(8, 8), linking)).toBe('pin3');
    expect(seriesRole(cell(2, 2), linking)).toBe('hover');
    expect(seriesRole(cell(4, 4), linking)).toBe('other');
  });
});

describe('byDrawingOrder', () => {
  it('draws the selection last', () => {
    const roles = (['selected', 'other', 'pin1', 'hover'] as const).map((role) => ({ role }));
    expect(byDrawingOrder(roles).map(({ role }) => role)).toEqual(['other', 'pin1', 'hover', 'selected']);
  });
});
