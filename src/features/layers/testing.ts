import type { LayerEstimate } from '../../core/hardware/estimate';

/** Two layers with made-up numbers; the second has no BRAM figure. For tests. */
export const exampleLayers = (): LayerEstimate[] => [
  {
    name: 'mvau0',
    kind: 'mvau',
    folding: { pe: 8, simd: 49, mw: 784, mh: 64 },
    lut: 5240,
    ff: null,
    bram18: 98,
    uram: 0,
    dsp: 0,
    cycles: 128,
    explanations: {
      cycles: {
        value: 128,
        formula: '(MH/PE) (MW/SIMD)',
        substituted: '(64/8) (784/49) = 128',
        source: 'FINN matrixvectoractivation.py',
        error: 'exact',
      },
    },
  },
  {
    name: 'mvau1',
    kind: 'mvau',
    folding: { pe: 2, simd: 32, mw: 64, mh: 64 },
    lut: 2620,
    ff: null,
    bram18: null,
    uram: 0,
    dsp: 0,
    cycles: 64,
    explanations: {},
  },
];
