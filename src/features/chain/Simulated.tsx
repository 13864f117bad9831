import { explainStreams } from '../../core/hardware/stream/explain';
import type { Streams } from '../../core/hardware/stream/streams';
import { Explain } from '../explain/View';
import { latencyText, paceSentence } from './view-model';

/** How stalls change the speed of a chain, in two sentences whose numbers open. */
export function Simulated({ streams, clockMhz }: { streams: Streams; clockMhz: number }) {
  const { ii, iiWithoutFifos, latencyCycles } = explainStreams(streams);
  return (
    <p>
      With these FIFOs an image every{' '}
      <Explain value={streams.ii} explanation={ii} label="Cycles between images with FIFOs" unit="cycles" />
      {paceSentence(streams)} without FIFOs every{' '}
      <Explain
        value={streams.iiWithoutFifos}
        explanation={iiWithoutFifos}
        label="Cycles between images without FIFOs"
      />
      . Latency{' '}
      <Explain
        value={streams.latencyCycles}
        explanation={latencyCycles}
        label="Latency of one image"
        unit="cycles"
      />
      , {latencyText(streams, clockMhz)}.
    </p>
  );
}
