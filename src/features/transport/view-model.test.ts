import { expect, it } from 'vitest';
import { duration, speed, timeLeft } from './view-model';

it('says seconds, minutes and hours', () => {
  expect([0, 59.4, 60, 185, 3599, 3600, 4800].map(duration)).toEqual([
    '0 s',
    '59 s',
    '1:00 min',
    '3:05 min',
    '59:59 min',
    '1:00 h',
    '1:20 h',
  ]);
});

it('gives the time left as a range unless both ends read the same', () => {
  expect(timeLeft({ low: 40, high: 70 })).toBe('40 s to 1:10 min left');
  expect(timeLeft({ low: 40.1, high: 40.3 })).toBe('40 s left');
  expect(timeLeft(null)).toBe('');
});

it('keeps quiet about an unknown speed', () => {
  expect([speed(0), speed(12300.4)]).toEqual(['', '12,300 images/s']);
});
