import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mlp, PRESETS } from '../core/network/presets';
import { errorOf, resultOf, runCli, scratch } from './testing';

describe('bitscape link', () => {
  it('gives the link of the options', async () => {
    const options = '--network sfc --weight-bits 1 --input-bits 8 --seed 7 --weights 1-4 --activations 1,3,8';
    const more = '--epochs 20 --data mnist-folder --estimator lfc-hls --device zu3eg --fps 500';
    expect(await resultOf('link', ...options.split(' '), ...more.split(' '))).toEqual({
      link: '#v=1&n=sfc&w=1&i=8&d=mnist&s=7&e=20&wr=1-4&ar=1,3,8&h=lfc-hls&f=zu3eg&fps=500',
    });
    expect(await resultOf('link')).toEqual({ link: '#v=1' });
  });

  it('starts from a link, the options going before it', async () => {
    const link = 'https://example.org/#v=1&n=lfc&s=7&mhz=200';
    expect(await resultOf('link', '--link', link, '--seed', '8')).toEqual({ link: '#v=1&n=lfc&s=8&mhz=200' });
  });

  it('notes what it could not read of a link', async () => {
    const { status, notes } = await runCli(['link', '--link', '#v=1&e=0']);
    expect(status).toBe(0);
    expect(notes).toEqual(['link: e=0: training epochs must be an integer from 1 to 1000; 5 is used.']);
  });

  it('names an MLP of a file by its widths, and refuses what a link cannot carry', async () => {
    const at = scratch();
    writeFileSync(at('mlp.json'), JSON.stringify(mlp('mine', [128, 64])));
    expect(await resultOf('link', '--network', at('mlp.json'))).toEqual({ link: '#v=1&n=784-128-64-10' });
    writeFileSync(at('cnn.json'), JSON.stringify({ ...PRESETS.cnn, name: 'mine', activation: 'hardtanh' }));
    expect(await errorOf('link', '--network', at('cnn.json'))).toContain('NoLink');
    writeFileSync(at('bad.json'), '{"name":"x"}');
    expect(await errorOf('link', '--network', at('bad.json'))).toContain('BadNetworkFile');
  });
});
