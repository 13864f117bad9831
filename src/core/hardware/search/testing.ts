import type { Topology } from '../../network/topology';
import type { Device } from '../device';
import type { Folding } from '../estimate';
import { divisorsOf } from '../folding';
import type { FoldedStage } from './folding-model';

/** An MLP of any widths on a vector. */
export const tinyMlp = (inputs: number, units: readonly number[]): Topology => ({
  name: 'tiny',
  input: { height: 1, width: inputs, channels: 1 },
  layers: units.map((u) => ({ kind: 'dense', units: u })),
  activation: 'hardtanh',
});

/** A 2x2 convolution and a dense layer on a square image. */
export const tinyCnn = (side: number, filters: number, classes: number): Topology => ({
  name: 'tiny',
  input: { height: side, width: side, channels: 1 },
  layers: [
    { kind: 'conv', filters, kernel: 2 },
    { kind: 'dense', units: classes },
  ],
  activation: 'relu',
});

/** A made-up device of the given size. */
export const deviceOfSize = (lut: number, ff: number, bram18: number): Device => ({
  id: 'tiny',
  part: 'xc7z020clg400-1',
  family: '',
  boards: [],
  lut,
  ff,
  bram18,
  uram: 0,
  dsp: 100,
  source: '',
});

/** Every legal folding of the stages. */
export const allFoldings = (stages: readonly FoldedStage[]): Folding[][] =>
  stages.reduce<Folding[][]>(
    (heads, { mw, mh }) =>
      heads.flatMap((head) =>
        divisorsOf(mh).flatMap((pe) => divisorsOf(mw).map((simd) => [...head, { pe, simd, mw, mh }])),
      ),
    [[]],
  );
