import type { Device } from './device';

const ZYNQ = 'AMD DS190, Zynq-7000 SoC overview; FINN and paper 003 agree on the xc7z020';
const S7 = 'AMD DS180, 7 series FPGAs overview (a slice has 4 LUTs and 8 flip-flops)';
const ZUP = 'AMD DS891, Zynq UltraScale+ MPSoC overview (FINN finn/util/platforms.py rounds)';
const RF = 'AMD DS889, Zynq UltraScale+ RFSoC overview';
const K24 = 'AMD DS985, Kria K24 SOM data sheet';
const K26 = 'AMD DS987, Kria K26 SOM data sheet';
const CHIP = 'AMD DS890, UltraScale overview, for the whole chip; the shell takes a part of it';
const U50 = `AMD DS965, Alveo U50 data sheet (XCU50, the logic of a VU35P); ${CHIP}`;
const U2 = `AMD DS962, Alveo U200 and U250 data sheet (XCU200, the logic of a VU9P; XCU250, of a VU13P); ${CHIP}`;
const U280 = `AMD DS963, Alveo U280 data sheet (XCU280, the logic of a VU37P); ${CHIP}`;
const U55 = `AMD DS978, Alveo U55C data sheet (XCU55C, the logic of a VU47P); ${CHIP}`;
const VC = 'AMD DS950, Versal architecture overview';

/** Id, part of the first board, boards, and the figures as data sheets give them. */
type Row = [
  id: string,
  part: string,
  boards: string[],
  lut: number,
  ff: number,
  ramb36: number,
  uram: number,
  dsp: number,
];

const chips = (family: string, source: string, rows: readonly Row[]): Device[] =>
  rows.map(([id, part, boards, lut, ff, ramb36, uram, dsp]) => ({
    id,
    part,
    family,
    boards,
    lut,
    ff,
    bram18: 2 * ramb36,
    uram,
    dsp,
    source,
  }));

/** The devices of the menu, small to large within a family. */
export const DEVICE_TABLE: readonly Device[] = [
  ...chips('Zynq-7000', ZYNQ, [
    ['xc7z007s', 'xc7z007sclg225-1', ['MiniZed', 'Cora Z7-07S'], 14400, 28800, 50, 0, 66],
    ['xc7z010', 'xc7z010clg400-1', ['Zybo Z7-10', 'MicroZed 7010'], 17600, 35200, 60, 0, 80],
    ['xc7z015', 'xc7z015clg485-1', ['PicoZed 7015'], 46200, 92400, 95, 0, 160],
    [
      'xc7z020',
      'xc7z020clg400-1',
      ['PYNQ-Z1', 'PYNQ-Z2', 'Arty Z7-20', 'Zybo Z7-20', 'ZedBoard'],
      53200,
      106400,
      140,
      0,
      220,
    ],
    ['xc7z030', 'xc7z030sbg485-1', ['PicoZed 7030'], 78600, 157200, 265, 0, 400],
    ['xc7z045', 'xc7z045ffg900-2', ['ZC706'], 218600, 437200, 545, 0, 900],
  ]),
  ...chips('Spartan-7', S7, [['xc7s50', 'xc7s50csga324-1', ['Arty S7-50'], 32600, 65200, 75, 0, 120]]),
  ...chips('Artix-7', S7, [
    ['xc7a35t', 'xc7a35tcpg236-1', ['Basys 3', 'Cmod A7-35T', 'Arty A7-35T'], 20800, 41600, 50, 0, 90],
    ['xc7a100t', 'xc7a100tcsg324-1', ['Arty A7-100T', 'Nexys A7-100T'], 63400, 126800, 135, 0, 240],
    ['xc7a200t', 'xc7a200tsbg484-1', ['Nexys Video', 'AC701'], 134600, 269200, 365, 0, 740],
  ]),
  ...chips('Kintex-7', S7, [
    ['xc7k325t', 'xc7k325tffg900-2', ['KC705', 'Genesys 2'], 203800, 407600, 445, 0, 840],
    ['xc7k410t', 'xc7k410tffg900-2', ['USRP X310'], 254200, 508400, 795, 0, 1540],
  ]),
  ...chips('Virtex-7', S7, [
    ['xc7vx485t', 'xc7vx485tffg1761-2', ['VC707'], 303600, 607200, 1030, 0, 2800],
    ['xc7vx690t', 'xc7vx690tffg1761-2', ['VC709'], 433200, 866400, 1470, 0, 3600],
  ]),
  ...chips('Zynq UltraScale+', ZUP, [
    ['zu1cg', 'xczu1cg-sbva484-1-e', ['ZUBoard 1CG'], 37440, 74880, 108, 0, 216],
    ['zu3eg', 'xczu3eg-sbva484-1-e', ['Ultra96', 'Ultra96-V2', 'AUP-ZU3'], 70560, 141120, 216, 0, 360],
    ['zu5ev', 'xczu5ev-sfvc784-1-e', ['Genesys ZU-5EV'], 117120, 234240, 144, 64, 1248],
    ['zu7ev', 'xczu7ev-ffvc1156-2-e', ['ZCU104', 'ZCU106'], 230400, 460800, 312, 96, 1728],
    ['zu9eg', 'xczu9eg-ffvb1156-2-e', ['ZCU102'], 274080, 548160, 912, 0, 2520],
  ]),
  ...chips('Zynq UltraScale+ RFSoC', RF, [
    ['zu28dr', 'xczu28dr-ffvg1517-2-e', ['ZCU111', 'RFSoC2x2'], 425280, 850560, 1080, 80, 4272],
    ['zu48dr', 'xczu48dr-ffvg1517-2-e', ['RFSoC4x2'], 425280, 850560, 1080, 80, 4272],
  ]),
  ...chips('Kria', K24, [['k24', 'xck24-ubva530-2LV-c', ['KD240'], 70560, 141120, 216, 0, 360]]),
  ...chips('Kria', K26, [['k26', 'xck26-sfvc784-2LV-c', ['KV260', 'KR260'], 117120, 234240, 144, 64, 1248]]),
  ...chips('Alveo', U50, [['u50', 'xcu50-fsvh2104-2-e', ['Alveo U50'], 871680, 1743360, 1344, 640, 5952]]),
  ...chips('Alveo', U2, [
    ['u200', 'xcu200-fsgd2104-2-e', ['Alveo U200'], 1182240, 2364480, 2160, 960, 6840],
    ['u250', 'xcu250-figd2104-2L-e', ['Alveo U250'], 1728000, 3456000, 2688, 1280, 12288],
  ]),
  ...chips('Alveo', U280, [
    ['u280', 'xcu280-fsvh2892-2L-e', ['Alveo U280'], 1303680, 2607360, 2016, 960, 9024],
  ]),
  ...chips('Alveo', U55, [
    ['u55c', 'xcu55c-fsvh2892-2L-e', ['Alveo U55C'], 1303680, 2607360, 2016, 960, 9024],
  ]),
  ...chips('Versal AI Core', VC, [
    ['vc1902', 'xcvc1902-vsva2197-2MP-e-S', ['VCK190'], 899840, 1799680, 967, 463, 1968],
  ]),
];
