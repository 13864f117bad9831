import { expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import { remembered } from './remembered';

it('an answer is made once per stage, width and cycles, and is that of the function', () => {
  const made: string[] = [];
  const describe = remembered((stage, bits, cycles) => {
    made.push(stage.name);
    return `${stage.name} ${bits} ${cycles}`;
  });
  const [first, second] = stagesOf(topologyOf('tfc'));
  const asked: [typeof first, number, number][] = [
    [first, 1, 2],
    [first, 2, 1],
    [second, 1, 2],
    [first, 1, 3],
  ];
  for (const [stage, bits, cycles] of [...asked, ...asked]) {
    expect(describe(stage, bits, cycles)).toBe(`${stage.name} ${bits} ${cycles}`);
  }
  expect(made).toHaveLength(4);
});
