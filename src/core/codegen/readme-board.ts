import type { Plan } from './plan';
import { boardsOf } from './vivado/boards';

/** The README's words on boards: from the bitstream to the classes; nothing for a device that no known board carries. */
export function boardSection({ request }: Plan): string {
  const boards = boardsOf(request.device).map(({ id }) => id);
  if (boards.length === 0) {
    return `## On a board

No board is known for ${request.device.part}. \`pynq/driver.py\` works with any overlay in which an AXI DMA named \`dma\` (no
scatter-gather) stands between memory and the two streams.
`;
  }
  return `## On a PYNQ board

1. \`make vivado BOARD=${boards[0]}\` writes \`pynq/bitscape.bit\` and \`pynq/bitscape.hwh\`, and its reports to \`build/vivado\`. Vivado needs
   the board files of ${boards.join(' or ')} (Vivado Store, or \`BOARD_REPO=<folder>\`).
2. Copy \`pynq/\` and \`golden/\` to the board, side by side.
3. There, as root and in PYNQ's Python environment, \`python3 pynq/driver.py\`: it prints "images ${request.vectors.count} mismatches 0" and the
   images per second. Or open \`pynq/bitscape.ipynb\` in Jupyter.

The DMA stands between memory and the two streams, at ${request.clockMhz} MHz from the processing system; the network has no registers
to set.
`;
}
