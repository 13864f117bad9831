import { DEVICES } from '../src/core/hardware/devices';
import type { Estimator } from '../src/core/hardware/estimator';
import { finn } from '../src/core/hardware/finn';
import { estimateGrid } from '../src/core/hardware/grid-estimate';
import { lfcHls } from '../src/core/hardware/lfc-hls-estimator';
import { fit } from '../src/core/hardware/search/fit';
import { fitGrid } from '../src/core/hardware/search/fit-grid';
import { streamsOf } from '../src/core/hardware/stream/streams';
import { topologyOf } from '../src/core/network/presets';
import { ALL_BITS, cellsOf } from '../src/core/precision';

const CASES: readonly [network: string, estimator: Estimator][] = [
  ['tfc', finn],
  ['sfc', finn],
  ['lfc', finn],
  ['cnn', finn],
  ['tfc', lfcHls],
  ['sfc', lfcHls],
  ['lfc', lfcHls],
];

/** Networks that grow by a layer. */
const GROWTH = [1, 2, 4, 6, 8].map((hidden) => ['784', ...Array(hidden).fill('256'), '10'].join('-'));

/** Milliseconds of a call: median and best of the rounds. They differ where the machine does other things as well. */
export interface Time {
  median: number;
  best: number;
}

/** How long a network takes. */
export interface HardwareTimes {
  network: string;
  estimator: string;
  device: string;
  /** All 64 cells, every layer, with the totals around them, at one folding for all (a slider is dragged). */
  grid: Time;
  /** The same with the nodes around the layers one by one: windows, FIFOs, converters; null if there are none. */
  chains: Time | null;
  /** The stalls of one cell's chain, W3A3, simulated cycle by cycle; null if the estimator has none. */
  streams: Time | null;
  /** All 64 cells, each folded by the estimator's default rule. */
  gridByRule: Time;
  /** All 64 cells, each at its fastest folding that fits. */
  fits: Time;
  /** One cell's fastest folding, W3A3. */
  fit: Time;
  /** The slowest of the 64 cells. */
  slowestFit: number;
  /** Foldings that compete in one cell. */
  spaceSize: number;
}

/** All measures. */
export function measureHardware(rounds: number) {
  const first = firstFit();
  const networks = CASES.map(([network, estimator]) => timesOf(network, estimator, 'xc7z020', rounds));
  const growth = GROWTH.map((network) => timesOf(network, finn, 'xc7a200t', rounds));
  return { rounds, firstFit: first, networks, growth };
}

function firstFit(): number {
  const start = performance.now();
  fit({
    ...requestOf('lfc', finn, 'xc7z020'),
    precision: { weightBits: 3, activationBits: 3, inputBits: 1 },
  });
  return rounded(performance.now() - start);
}

const requestOf = (network: string, estimator: Estimator, device: string) => ({
  estimator,
  topology: topologyOf(network),
  device: DEVICES[device],
  clockMhz: 100,
  inputBits: network === 'cnn' ? 8 : 1,
});

function timesOf(network: string, estimator: Estimator, device: string, rounds: number): HardwareTimes {
  const request = requestOf(network, estimator, device);
  const { inputBits } = request;
  const cell = { weightBits: 3, activationBits: 3 };
  const gridRequest = { ...request, targetFps: 10000 };
  const folding = estimator.defaultFolding({
    ...gridRequest,
    precision: { ...cell, inputBits },
    part: request.device.part,
  });
  const chains = () => {
    for (const { estimate, ...position } of estimateGrid({ ...gridRequest, folding }, ALL_BITS, ALL_BITS)
      .cells) {
      estimator.chain?.({ topology: request.topology, precision: { ...position, inputBits } }, estimate);
    }
  };
  const precision = { ...cell, inputBits };
  const one = estimator.estimate({ ...gridRequest, folding, precision, part: request.device.part });
  const streams = () => streamsOf({ topology: request.topology, precision }, one);
  const fitCell = (position: typeof cell) => fit({ ...request, precision: { ...position, inputBits } });
  const eachFit = cellsOf(ALL_BITS, ALL_BITS).map(
    (position) => timed(() => fitCell(position), 5, 0.3).median,
  );
  return {
    network,
    estimator: estimator.id,
    device,
    grid: timed(() => estimateGrid({ ...gridRequest, folding }, ALL_BITS, ALL_BITS), rounds),
    chains: estimator.chain ? timed(() => chains(), rounds) : null,
    streams: estimator.chain ? timed(streams, Math.min(rounds, 5)) : null,
    gridByRule: timed(() => estimateGrid(gridRequest, ALL_BITS, ALL_BITS), rounds),
    fits: timed(() => fitGrid(request, ALL_BITS, ALL_BITS), rounds),
    fit: timed(() => fitCell(cell), rounds),
    slowestFit: Math.max(...eachFit),
    spaceSize: fitCell(cell).spaceSize,
  };
}

/** Time of a call. Calls are timed in batches of `batchMs`, since a page's clock is coarse. */
function timed(run: () => unknown, rounds: number, batchMs = 5): Time {
  let calls = 1;
  while (timeOf(run, calls) < batchMs) calls *= 2;
  const times = Array.from({ length: rounds }, () => timeOf(run, calls) / calls);
  times.sort((a, b) => a - b);
  return { median: rounded(times[Math.floor(rounds / 2)]), best: rounded(times[0]) };
}

function timeOf(run: () => unknown, calls: number): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) run();
  return performance.now() - start;
}

const rounded = (ms: number): number => Number(ms.toPrecision(3));
