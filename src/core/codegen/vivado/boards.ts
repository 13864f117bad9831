import type { Device } from '../../hardware/device';
import type { ProcessingSystem } from './processing-systems';

/** A board that the block design supports. */
export interface Board {
  /** Value of BOARD. */
  id: string;
  part: string;
  /** Vivado board part without its version: the newest one that is installed is taken. Source: FINN templates.py:111-137. */
  boardPart: string;
  system: ProcessingSystem;
}

/** The boards, each with the part that FINN builds for (finn/util/basic.py:40-49). */
export const BOARDS: readonly Board[] = [
  {
    id: 'pynq-z2',
    part: 'xc7z020clg400-1',
    boardPart: 'tul.com.tw:pynq-z2:part0',
    system: 'zynq7000',
  },
  {
    id: 'pynq-z1',
    part: 'xc7z020clg400-1',
    boardPart: 'www.digilentinc.com:pynq-z1:part0',
    system: 'zynq7000',
  },
  {
    id: 'ultra96',
    part: 'xczu3eg-sbva484-1-e',
    boardPart: 'avnet.com:ultra96v1:part0',
    system: 'zynqmp',
  },
  {
    id: 'ultra96v2',
    part: 'xczu3eg-sbva484-1-i',
    boardPart: 'avnet.com:ultra96v2:part0',
    system: 'zynqmp',
  },
  {
    id: 'kv260',
    part: 'xck26-sfvc784-2LV-c',
    boardPart: 'xilinx.com:kv260_som:part0',
    system: 'zynqmp',
  },
  {
    id: 'zcu104',
    part: 'xczu7ev-ffvc1156-2-e',
    boardPart: 'xilinx.com:zcu104:part0',
    system: 'zynqmp',
  },
];

/** Chip and package of a part, without speed grade. */
const packageOf = (part: string): string => part.replace(/-\d.*$/, '');

/** Boards that carry the device; none for a device without a processing system. */
export const boardsOf = (device: Device): Board[] =>
  BOARDS.filter((board) => packageOf(board.part) === packageOf(device.part));
