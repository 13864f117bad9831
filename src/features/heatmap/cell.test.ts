import { describe, expect, it } from 'vitest';
import { type CellFacts, cellLabel } from './cell';

const facts: CellFacts = {
  weightBits: 3,
  activationBits: 4,
  metric: null,
  accuracy: 0.968,
  source: 'trained',
  otherData: null,
  status: 'done',
  epoch: null,
  lut: 4310,
  fits: true,
  binding: 'BRAM',
  device: 'PYNQ-Z2',
  onFront: true,
};

describe('cellLabel', () => {
  it('says everything that is known', () =>
    expect(cellLabel(facts)).toBe(
      'W3 A4, accuracy 96.8 percent, 4310 LUT, fits PYNQ-Z2, on the Pareto front',
    ));

  it('names the binding resource of what does not fit', () =>
    expect(cellLabel({ ...facts, fits: false, onFront: false })).toContain(
      'does not fit PYNQ-Z2, BRAM runs out',
    ));

  it('says that a cell is not trained, and leaves out what is not modelled', () =>
    expect(
      cellLabel({
        ...facts,
        accuracy: null,
        source: null,
        status: 'empty',
        lut: null,
        fits: null,
        onFront: false,
      }),
    ).toBe('W3 A4, not trained'));

  it('names an accuracy that is not of its own training, and other data', () => {
    const reference = { ...facts, source: 'reference', status: 'empty' } as const;
    expect(cellLabel(reference)).toBe(
      'W3 A4, reference accuracy 96.8 percent, 4310 LUT, fits PYNQ-Z2, on the Pareto front',
    );
    expect(cellLabel({ ...reference, otherData: 'MNIST' })).toContain(
      'W3 A4, reference accuracy 96.8 percent on MNIST, 4310 LUT',
    );
    expect(cellLabel({ ...reference, status: 'queued' })).toContain('96.8 percent, queued, 4310 LUT');
  });

  it('says how far the training is', () =>
    expect(
      cellLabel({ ...facts, accuracy: null, source: null, status: 'training', progress: 0.4 }),
    ).toContain('W3 A4, training, 40 percent done'));
});
