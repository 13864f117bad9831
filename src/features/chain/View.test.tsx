import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { chainOf } from '../../core/hardware/chain';
import { finn } from '../../core/hardware/finn';
import { streamsOf } from '../../core/hardware/stream/streams';
import { topologyOf } from '../../core/network/presets';
import { Simulated } from './Simulated';
import { ChainDetails } from './View';
import { aroundMvaus, chainSentence, latencyText, nodeShape, nodeTitle, paceSentence } from './view-model';

const request = {
  topology: topologyOf('cnn'),
  precision: { weightBits: 4, activationBits: 4, inputBits: 8 },
  targetFps: 10000,
  clockMhz: 100,
  part: 'xc7z020clg400-1',
};
const estimate = finn.estimate(request);
const chain = chainOf(request, estimate);
const streams = streamsOf(request, estimate);

describe('what stands around the layers', () => {
  it('is everything but the MVAUs, with titles', () => {
    const titles = aroundMvaus(chain).map(nodeTitle);
    expect(titles).toEqual(expect.arrayContaining(['SWG 0', 'FIFO 0', 'DWC 0', 'Pool 0', 'Label select']));
    expect(titles.join()).not.toContain('MVAU');
  });

  it('is summed with the layers as a lower bound, the slowest node named', () => {
    expect(chainSentence(chain)).toMatch(
      /^With the layers at least [\d,]+ LUT and \d+ BRAM18, [\d,]+ frames\/s: MVAU 2 is the slowest\.$/,
    );
  });

  it('opens its numbers, and never shows what is not modelled as 0', () => {
    const markup = renderToStaticMarkup(<ChainDetails chain={chain} />);
    expect(markup).toContain('LUT of SWG 0');
    const [pool] = markup.split('<tr>').filter((row) => row.includes('>Pool 0<'));
    expect(pool.match(/n\/m/g)).toHaveLength(2);
  });

  it('says what the simulation found: pace with and without FIFOs, latency, and depths', () => {
    const markup = renderToStaticMarkup(<Simulated streams={streams} clockMhz={100} />);
    expect(markup).toContain('Cycles between images without FIFOs');
    expect(markup).toContain(streams.iiWithoutFifos.toLocaleString('en'));
    expect(paceSentence(streams)).toBe(', as fast as the slowest node;');
    expect(paceSentence({ ...streams, ii: 1.25 * streams.slowest })).toBe(
      ', 25 % slower than the slowest node;',
    );
    expect(latencyText({ ...streams, latencyCycles: 7169 }, 100)).toBe('71.7 µs at 100 MHz');
    expect(latencyText({ ...streams, latencyCycles: 1_234_567 }, 100)).toBe('12.3 ms at 100 MHz');
    const fifo = chain.nodes.find(({ name }) => name === 'fifo1')!;
    expect(nodeShape(fifo, null)).toBe(fifo.shape);
    expect(nodeShape(fifo, streams)).toMatch(/^\d+ words of \d+ bits; [\d,]+ would do$/);
    const shallow = { ...streams, fifos: [{ name: 'fifo1', depth: 9, enough: 1200 }] };
    expect(nodeShape(fifo, shallow)).toContain('; 1,200 would avoid stalls');
    const hopeless = { ...streams, fifos: [{ name: 'fifo1', depth: 9, enough: null }] };
    expect(nodeShape(fifo, hopeless)).toContain('no depth avoids all stalls');
  });
});
