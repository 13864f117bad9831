import type { Estimate, LayerEstimate, TimingName } from './estimate';
import type { Explanation } from './explanation';
import { figure } from './explanation';
import { lazyExplanations } from './lazy-explanations';

/** The timing part of an estimate. */
export type Timing = Pick<Estimate, 'ii' | 'bottleneck' | 'latencyCycles' | 'fps'> & {
  explanations: Record<TimingName, Explanation>;
};

interface Timed {
  layers: readonly LayerEstimate[];
  slowest: LayerEstimate;
  latencyCycles: number;
  fps: number;
  clockMhz: number;
}

const SOURCE = 'FINN dev 73ba5ed, finn/analysis/fpgadataflow/dataflow_performance.py:36-80';

const cyclesOf = ({ layers }: Timed): string[] => layers.map((layer) => figure(layer.cycles));

const timingExplanations = lazyExplanations({
  ii: (timed: Timed): Explanation => ({
    value: timed.slowest.cycles,
    formula: 'max over layers of cycles',
    substituted: `max(${cyclesOf(timed).join(', ')}) = ${timed.slowest.cycles}, at ${timed.slowest.name}`,
    source: SOURCE,
    error:
      'Holds when each FIFO between dense layers holds a vector (proof: docs/folding.md): two chained MVAUs of 64 and 40 ' +
      'cycles without a FIFO took 89 cycles per image in RTL simulation, not 64.',
  }),
  latencyCycles: (timed) => ({
    value: timed.latencyCycles,
    formula: 'sum over layers of cycles',
    substituted: `${cyclesOf(timed).join(' + ')} = ${timed.latencyCycles}`,
    source: SOURCE,
    error: 'FINN calls it "very pessimistic": layers overlap. Pipeline depth and transfers are not in it.',
  }),
  fps: ({ clockMhz, slowest, fps }) => ({
    value: fps,
    formula: 'clock / II',
    substituted: `${figure(clockMhz)} MHz / ${slowest.cycles} = ${figure(fps)} frames/s`,
    source: SOURCE,
    error: 'An upper bound: it assumes that the clock is met and that images arrive without gaps.',
  }),
});

/**
 * Timing of a pipeline of layers: initiation interval = cycles of the slowest layer; frames/s = clock / II; latency =
 * sum of the layers' cycles, as if no layer began before the one before it ended.
 * Source: finn/analysis/fpgadataflow/dataflow_performance.py:36-80.
 */
export function timingOf(layers: readonly LayerEstimate[], clockMhz: number): Timing {
  const slowest = layers.reduce((a, b) => (b.cycles > a.cycles ? b : a));
  const ii = slowest.cycles;
  const latencyCycles = layers.reduce((sum, layer) => sum + layer.cycles, 0);
  const fps = (clockMhz * 1e6) / ii;
  return {
    ii,
    bottleneck: slowest.name,
    latencyCycles,
    fps,
    explanations: timingExplanations({ layers, slowest, latencyCycles, fps, clockMhz }),
  };
}
