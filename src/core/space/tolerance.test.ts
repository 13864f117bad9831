import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestWithin } from './tolerance';

interface Cell {
  accuracy: number | null;
  size: number | null;
}

const sizeOf = (cell: Cell): number | null => cell.size;
const cell: fc.Arbitrary<Cell> = fc.record({
  accuracy: fc.option(
    fc.integer({ min: 9000, max: 9100 }).map((n) => n / 10_000),
    { freq: 6 },
  ),
  size: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 6 }),
});
const cells = fc.array(cell, { maxLength: 24 });
const tolerances = fc.integer({ min: 0, max: 120 }).map((n) => n / 100);

describe('the smallest design within a tolerance', () => {
  it('is within it, and nothing within it is smaller, or as small and more accurate', () => {
    fc.assert(
      fc.property(cells, tolerances, (all, tolerance) => {
        const found = smallestWithin(all, tolerance, sizeOf);
        const points = (c: Cell) => Math.round(10_000 * (c.accuracy ?? Number.NaN));
        const top = Math.max(...all.filter((c) => c.accuracy !== null).map(points));
        const close = all.filter(
          (c) => c.accuracy !== null && top - points(c) <= Math.round(100 * tolerance),
        );
        const sized = close.filter((c) => c.size !== null);
        expect(found.within).toBe(close.length);
        expect(found.unmodelled).toBe(close.length - sized.length);
        expect(found.cell === null).toBe(sized.length === 0);
        if (found.cell === null) return;
        expect(sized).toContain(found.cell);
        const { size, accuracy } = found.cell;
        for (const other of sized) {
          expect(other.size! > size! || (other.size === size && other.accuracy! <= accuracy!)).toBe(true);
        }
      }),
    );
  });

  it('never grows as the tolerance does', () => {
    fc.assert(
      fc.property(cells, tolerances, tolerances, (all, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((t) => smallestWithin(all, t, sizeOf).cell);
        if (low) expect(high!.size!).toBeLessThanOrEqual(low.size!);
      }),
    );
  });

  it('takes the earlier of equal cells, and counts from the best even where its size is not modelled', () => {
    const all = [
      { name: 'a', accuracy: 0.75, size: 9 },
      { name: 'b', accuracy: 0.76, size: null },
      { name: 'c', accuracy: 0.752, size: 4 },
      { name: 'd', accuracy: 0.752, size: 4 },
      { name: 'e', accuracy: 0.749, size: 1 },
      { name: 'f', accuracy: null, size: 0 },
    ];
    const found = smallestWithin(all, 1, sizeOf);
    expect([found.cell?.name, found.best?.name]).toEqual(['c', 'b']);
    expect([found.within, found.unmodelled]).toEqual([4, 1]);
    expect(smallestWithin(all, 0.5, sizeOf).cell).toBeNull();
    expect(smallestWithin([all[5]], 100, sizeOf)).toEqual({
      cell: null,
      best: null,
      within: 0,
      unmodelled: 0,
    });
  });

  it("picks paper 002's INT8 at its tolerance of 1 %", () => {
    // Table III and its dense baseline of 76.50 %; sizes in per cent of LUT, tables II and III.
    const table = [
      { name: 'dense', accuracy: 0.765, size: 50 },
      { name: 'INT16', accuracy: 0.7623, size: 12 },
      { name: 'INT8', accuracy: 0.7566, size: 11 },
      { name: 'INT6', accuracy: 0.7513, size: 9 },
      { name: 'INT4', accuracy: 0.7382, size: 7 },
    ];
    expect(smallestWithin(table, 1, sizeOf).cell?.name).toBe('INT8');
    expect(smallestWithin(table, 2, sizeOf).cell?.name).toBe('INT6');
  });
});
