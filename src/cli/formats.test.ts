import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEVICES } from '../core/hardware/devices';
import { PRESETS } from '../core/network/presets';
import { faultsOf, readJson, resultOf, runCli, scratch, TINY } from './testing';

describe('docs/formats', () => {
  it.each(Object.values(PRESETS))('network: describes $name', (preset) => {
    expect(faultsOf('network', preset)).toEqual([]);
    expect(faultsOf('network', { ...preset, input: {} })).not.toEqual([]);
  });

  it.each(Object.values(DEVICES))('device: describes $id of the menu', (device) => {
    expect(faultsOf('device', device)).toEqual([]);
    expect(faultsOf('device', { ...device, lut: 0 })).not.toEqual([]);
  });

  it('folding: describes what estimate prints', async () => {
    const { folding } = Object(await resultOf('estimate', '--network', 'cnn'));
    expect(faultsOf('folding', folding)).toEqual([]);
    expect(faultsOf('folding', [{ pe: 0, simd: 1 }])).not.toEqual([]);
  });

  it('cell and checkpoint: describe what train writes', async () => {
    const at = scratch();
    const options = ['train', ...TINY, '--epochs', '2', '--out', at('c.json')];
    await runCli(options, 'epoch 2 of 2');
    expect(faultsOf('checkpoint', readJson(at('c.json.checkpoint')))).toEqual([]);
    await resultOf(...options);
    expect(faultsOf('cell', readJson(at('c.json')))).toEqual([]);
    expect(faultsOf('cell', { ...Object(readJson(at('c.json'))), accuracy: 2 })).not.toEqual([]);
  });

  it('manifest: describes that of an export', async () => {
    const at = scratch();
    await resultOf('train', ...TINY, '--epochs', '1', '--out', at('c.json'));
    const data = ['--data', 'synthetic', '--limit', '10', '--vectors', '2'];
    await resultOf('export', '--checkpoint', at('c.json'), '--out', at('project'), ...data);
    expect(faultsOf('manifest', readJson(at('project/MANIFEST.json')))).toEqual([]);
    expect(faultsOf('manifest', {})).not.toEqual([]);
  });

  it('results: describe what sweep writes and prints, of a network in a file too', async () => {
    const at = scratch();
    writeFileSync(
      at('net.json'),
      JSON.stringify({ ...PRESETS.cnn, name: 'mine', layers: [tinyConv, ...tail] }),
    );
    const network = [
      '--network',
      at('net.json'),
      '--data',
      'synthetic',
      '--limit',
      '40',
      '--engine',
      'reference',
    ];
    const grid = ['--weights', '2', '--activations', '2', '--epochs', '1', '--out', at('r.json')];
    expect(faultsOf('results', await resultOf('sweep', ...network, ...grid))).toEqual([]);
    expect(faultsOf('results', readJson(at('r.json')))).toEqual([]);
    const results = Object(readJson(at('r.json')));
    const optional = (mvau: object) => ({ ...results, design: { ...results.design, mvau } });
    expect(results.design.mvau).toMatchObject({ memory: 'decoupled' });
    expect(faultsOf('results', optional({ ram: ['auto', 'ultra'], multipliers: 'dsp' }))).toEqual([]);
    expect(faultsOf('results', optional({ ram: 'dsp' }))).not.toEqual([]);
    const again = await runCli(['sweep', ...network, ...grid]);
    expect(again.status).toBe(0);
  });
});

const tinyConv = { kind: 'conv', filters: 2, kernel: 3 };
const tail = [
  { kind: 'maxpool', size: 2 },
  { kind: 'dense', units: 10 },
];
