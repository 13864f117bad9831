import { beforeEach, describe, expect, it } from 'vitest';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { MAX_PINS } from './design-slice';
import { useStore } from './store';

const state = () => useStore.getState();
const cell = (weightBits: number, activationBits: number) => ({ weightBits, activationBits });

beforeEach(() => state().openDesign(DESIGN_DEFAULTS));

describe('undo', () => {
  it('goes back and forth through edits', () => {
    state().edit({ epochs: 7 });
    state().edit({ seed: 1 });
    state().undo();
    expect([state().design.epochs, state().design.seed]).toEqual([7, 42]);
    state().undo();
    expect(state().design).toEqual(DESIGN_DEFAULTS);
    state().redo();
    state().redo();
    expect([state().design.epochs, state().design.seed]).toEqual([7, 1]);
  });

  it('leaves the view alone', () => {
    state().edit({ epochs: 7 });
    state().select(cell(5, 6));
    state().look({ metric: 'lut' });
    state().undo();
    expect(state().design).toEqual({ ...DESIGN_DEFAULTS, selected: cell(5, 6), metric: 'lut' });
  });

  it('drops what was undone when a new edit comes', () => {
    state().edit({ epochs: 7 });
    state().undo();
    state().edit({ epochs: 9 });
    state().redo();
    expect(state().design.epochs).toBe(9);
  });

  it('does nothing at either end', () => {
    state().undo();
    state().redo();
    expect(state().design).toEqual(DESIGN_DEFAULTS);
  });
});

describe('pins', () => {
  it('toggle, and the oldest gives way', () => {
    state().look({ pins: [] });
    for (let bits = 1; bits <= MAX_PINS + 1; bits++) state().togglePin(cell(bits, 1));
    expect(state().design.pins.map((pin) => pin.weightBits)).toEqual([2, 3, 4]);
    state().togglePin(cell(3, 1));
    expect(state().design.pins.map((pin) => pin.weightBits)).toEqual([2, 4]);
  });
});

describe('a gesture', () => {
  it('is one step of undo, however many edits it makes', () => {
    state().edit({ epochs: 7 });
    for (const pe of [1, 2, 4])
      state().edit(
        {
          folding: [
            [pe, 1],
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        },
        'drag 1',
      );
    state().edit(
      {
        folding: [
          [8, 1],
          [1, 1],
          [1, 1],
          [1, 1],
        ],
      },
      'drag 2',
    );
    state().undo();
    expect(state().design.folding).toEqual([
      [4, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    state().undo();
    expect([state().design.folding, state().design.epochs]).toEqual(['rule', 7]);
  });

  it('a folding by hand goes when the network has other layers', () => {
    state().edit({
      folding: [
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    });
    state().edit({ network: 'sfc' });
    expect(state().design.folding).toHaveLength(4);
    state().edit({ network: '784-8-10' });
    expect(state().design.folding).toBe('rule');
  });
});
