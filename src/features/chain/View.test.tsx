import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { chainOf } from '../../core/hardware/chain';
import { finn } from '../../core/hardware/finn';
import { topologyOf } from '../../core/network/presets';
import { ChainDetails } from './View';
import { aroundMvaus, chainSentence, nodeTitle } from './view-model';

const request = {
  topology: topologyOf('cnn'),
  precision: { weightBits: 4, activationBits: 4, inputBits: 8 },
  targetFps: 10000,
  clockMhz: 100,
  part: 'xc7z020clg400-1',
};
const chain = chainOf(request, finn.estimate(request));

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
});
