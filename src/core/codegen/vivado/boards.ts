import type { Device } from '../../hardware/device';

/** Processing system of a board: decides its block-design names. */
export type ProcessingSystem = 'zynq7000' | 'zynqmp';

/** A board that the block design supports. */
export interface Board {
  /** Value of BOARD. */
  id: string;
  part: string;
  /** Vivado board part; the board files come from the vendor. Source: FINN templates.py:111-137. */
  boardPart: string;
  system: ProcessingSystem;
}

const BOARDS: readonly Board[] = [
  {
    id: 'pynq-z2',
    part: 'xc7z020clg400-1',
    boardPart: 'tul.com.tw:pynq-z2:part0:1.0',
    system: 'zynq7000',
  },
  {
    id: 'pynq-z1',
    part: 'xc7z020clg400-1',
    boardPart: 'www.digilentinc.com:pynq-z1:part0:1.0',
    system: 'zynq7000',
  },
  {
    id: 'ultra96',
    part: 'xczu3eg-sbva484-1-e',
    boardPart: 'avnet.com:ultra96v1:part0:1.2',
    system: 'zynqmp',
  },
  {
    id: 'ultra96v2',
    part: 'xczu3eg-sbva484-1-i',
    boardPart: 'avnet.com:ultra96v2:part0:1.2',
    system: 'zynqmp',
  },
];

/** Chip and package of a part, without speed grade. */
const packageOf = (part: string): string => part.replace(/-\d.*$/, '');

/** Boards that carry the device; none for a device without a processing system. */
export const boardsOf = (device: Device): Board[] =>
  BOARDS.filter((board) => packageOf(board.part) === packageOf(device.part));
