import { expect, it } from 'vitest';
import { fastest } from './fastest';
import { priceStage } from './priced';

const FOLDING = { pe: 1, simd: 1, mw: 1, mh: 1 };
const FOLDINGS = { name: '', foldings: [FOLDING, FOLDING, FOLDING], cycles: [1, 2, 3] };

/** Two equal stages of three foldings. Two of the fastest exceed the first limit, a mix of the first two just fits. */
const COSTS = [
  [9, 1],
  [1, 9],
  [3, 3],
];

function stage() {
  let next = 0;
  return priceStage(FOLDINGS, () => COSTS[next++], [1, 2]);
}

const space = {
  stages: [FOLDINGS, FOLDINGS],
  intervals: [1, 2, 3],
  counts: [
    [1, 1],
    [2, 2],
    [3, 3],
  ],
  size: 9,
};

const network = (limits: number[]) => ({ stages: [stage(), stage()], base: [0, 0], limits });

it.each([
  ['all fit', [18, 18], { interval: 0, bound: 0, picks: [0, 0] }],
  ['a mix fits', [10, 10], { interval: 1, bound: 1 }],
  ['the slowest fits', [6, 6], { interval: 2, bound: 2, picks: [2, 2] }],
  ['nothing fits', [5, 5], { interval: -1, picks: null }],
])('takes the smallest II in reach: %s', (_, limits, expected) => {
  expect(fastest(network(limits), space)).toMatchObject(expected);
});

it('states a bound below its answer when the search gives up', () => {
  expect(fastest(network([10, 10]), space, 0)).toEqual({
    interval: 2,
    bound: 1,
    picks: [2, 2],
    cheapest: true,
  });
});
