import type { Folding } from '../../src/core/hardware/estimate';
import { bnnPynqFolding } from '../../src/core/hardware/folding-bnn-pynq';
import { topologyOf } from '../../src/core/network/presets';
import { stagesOf, type Topology } from '../../src/core/network/topology';

/** A network of BNN-PYNQ with what its synthesis took. */
export interface PynqNetwork {
  name: string;
  topology: Topology;
  weightBits: number;
  activationBits: number;
  inputBits: number;
  folding: Folding[];
  lut: number;
  ff: number;
  bram18: number;
}

const LFC = topologyOf('lfc');

/** BNN-PYNQ's CIFAR-10 network: six 3 x 3 convolutions, two max-pools, three dense layers. */
const CNV: Topology = {
  name: 'cnv',
  input: { height: 32, width: 32, channels: 3 },
  layers: [
    ...[64, 64].map((filters) => ({ kind: 'conv' as const, filters, kernel: 3 })),
    { kind: 'maxpool', size: 2 },
    ...[128, 128].map((filters) => ({ kind: 'conv' as const, filters, kernel: 3 })),
    { kind: 'maxpool', size: 2 },
    ...[256, 256].map((filters) => ({ kind: 'conv' as const, filters, kernel: 3 })),
    ...[512, 512, 10].map((units) => ({ kind: 'dense' as const, units })),
  ],
  activation: 'hardtanh',
};

/** SIMD and PE of its layers (bnn/src/network/cnvW1A1 and others, hw/config.h); the 10 classes are padded to 64. */
const CNV_W1 = [
  [3, 16],
  [32, 32],
  [32, 16],
  [32, 16],
  [32, 4],
  [32, 1],
  [4, 1],
  [8, 1],
  [1, 4],
] as const;
const CNV_W2 = [
  [3, 8],
  [16, 16],
  [16, 8],
  [16, 8],
  [8, 4],
  [8, 1],
  [2, 1],
  [2, 2],
  [1, 4],
] as const;

const cnvFolding = (lanes: readonly (readonly [number, number])[]): Folding[] =>
  stagesOf(CNV).map(({ fanIn, units, last }, i) => ({
    simd: lanes[i][0],
    pe: lanes[i][1],
    mw: fanIn,
    mh: last ? 64 : units,
  }));

const lfc = (activationBits: number) => ({
  name: `lfcW1A${activationBits}`,
  topology: LFC,
  weightBits: 1,
  activationBits,
  inputBits: 1,
  folding: bnnPynqFolding(stagesOf(LFC)),
});

const cnv = (weightBits: number, activationBits: number) => ({
  name: `cnvW${weightBits}A${activationBits}`,
  topology: CNV,
  weightBits,
  activationBits,
  inputBits: 8,
  folding: cnvFolding(weightBits === 1 ? CNV_W1 : CNV_W2),
});

/**
 * What the whole designs took on the XC7Z020 after synthesis with Vivado 2018.2, the shell included, as BNN-PYNQ's
 * READMEs print it. Its BRAM figure counts blocks of 36 Kb: a RAMB18 is half of one.
 */
export const PYNQ_NETWORKS: readonly PynqNetwork[] = [
  { ...lfc(1), lut: 28360, ff: 33470, bram18: 220 },
  { ...lfc(2), lut: 48981, ff: 45338, bram18: 220 },
  { ...cnv(1, 1), lut: 26072, ff: 41312, bram18: 248 },
  { ...cnv(1, 2), lut: 40321, ff: 56276, bram18: 263 },
  { ...cnv(2, 2), lut: 37302, ff: 51386, bram18: 280 },
];
