import { describe, expect, it } from 'vitest';
import { count, percent, percentDigits, px, share } from './numbers';

describe('numbers', () => {
  it('separates thousands', () => expect(count(226282)).toBe('226,282'));

  it('prints fractions as percent', () => {
    expect(percent(0.96947)).toBe('96.9 %');
    expect(percentDigits(0.96947, 2)).toBe('96.95');
  });

  it.each([
    [0, '0 %'],
    [0.0004, '<0.1 %'],
    [0.004, '0.4 %'],
    [0.43, '43 %'],
    [2.25, '225 %'],
  ])('never says 0 %% of something used: %d -> %s', (value, text) => expect(share(value)).toBe(text));

  it('rounds coordinates to a tenth', () => expect(px(12.3456)).toBe(12.3));
});
