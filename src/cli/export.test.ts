import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REVISION } from '../core/design/revision';
import { sha256Hex } from '../core/sha256';
import { gunzip } from '../data/gzip';
import { errorOf, readJson, resultOf, scratch, TINY } from './testing';

const DATA = ['--data', 'synthetic', '--limit', '120'];

/** A folder with a trained cell, cell.json, of two-bit weights. */
async function trained(): Promise<(name: string) => string> {
  const at = scratch();
  await resultOf(
    'train',
    ...TINY,
    '--weight-bits',
    '2',
    '--epochs',
    '1',
    '--seed',
    '9',
    '--out',
    at('cell.json'),
  );
  return at;
}

/** Paths of the files under a folder. */
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );

describe('bitscape export', () => {
  it('writes the same files as a folder and as an archive, the manifest naming them all', async () => {
    const at = await trained();
    const options = ['export', '--checkpoint', at('cell.json'), ...DATA, '--vectors', '3'];
    const folder = await resultOf(...options, '--out', at('project'));
    const archive = await resultOf(...options, '--out', at('project.tar.gz'));
    const tar = await gunzip(readFileSync(at('project.tar.gz')));
    const sha256 = sha256Hex(tar);
    const paths = filesUnder(at('project'));
    expect(folder).toEqual({ out: at('project'), files: paths.length, sha256 });
    expect(archive).toEqual({ out: at('project.tar.gz'), files: paths.length, sha256 });

    const manifest = Object(readJson(at('project/MANIFEST.json')));
    const hashes = paths.map((path) => [path, sha256Hex(readFileSync(at(join('project', path))))]);
    expect({ ...manifest.files, 'MANIFEST.json': expect.any(String) }).toEqual(Object.fromEntries(hashes));
    expect(manifest).toMatchObject({
      link: '#v=1&n=784-8-10&w=2&s=9&e=1',
      accuracy: { value: Object(readJson(at('cell.json'))).accuracy, count: 120 },
      vectors: 3,
      network: { sha256: Object(readJson(at('cell.json'))).networkSha256 },
      origin: { engine: 'reference', revision: REVISION, folding: 'link' },
    });
    expect(manifest.origin.trainedOn).toBe(manifest.origin.testedOn);
  });

  it('takes device, folding and clock from the options', async () => {
    const at = await trained();
    writeFileSync(
      at('folding.json'),
      JSON.stringify([
        { pe: 2, simd: 49 },
        { pe: 5, simd: 4 },
      ]),
    );
    const hardware = ['--folding', at('folding.json'), '--device', 'zu3eg', '--link', '#v=1&mhz=150&n=lfc'];
    await resultOf('export', '--checkpoint', at('cell.json'), '--out', at('p'), ...DATA, ...hardware);
    expect(readJson(at('p/MANIFEST.json'))).toMatchObject({
      network: { shape: '784-8-10' },
      hardware: {
        device: 'zu3eg',
        clockMhz: 150,
        foldings: [
          { pe: 2, simd: 49 },
          { pe: 5, simd: 4 },
        ],
      },
      link: expect.stringContaining('n=784-8-10'),
      origin: { folding: 'file' },
    });
  });

  it('writes the unrolled style with --estimator unrolled, and says what is too large for it', async () => {
    const at = await trained();
    const options = ['export', '--checkpoint', at('cell.json'), ...DATA, '--vectors', '1', '--out', at('p')];
    const unrolled = ['--estimator', 'unrolled', '--reuse-factor', '4', '--strategy', 'resource'];
    await resultOf(...options, ...unrolled);
    const manifest = Object(readJson(at('p/MANIFEST.json')));
    expect(manifest.hardware).toMatchObject({
      style: 'unrolled',
      reuseFactors: [
        { name: 'mvau0', reuseFactor: 4 },
        { name: 'mvau1', reuseFactor: 4 },
      ],
    });
    expect(manifest.estimate).toMatchObject({ estimator: 'unrolled', ii: 4 });
    expect(Object.keys(manifest.files)).toEqual(
      expect.arrayContaining(['hls/dense.h', 'rtl/shared_product.v']),
    );
    expect(Object.keys(manifest.files)).not.toContain('hls/mvau.h');

    const few = ['--data', 'synthetic', '--limit', '30'];
    await resultOf('train', '--network', '784-64-10', ...few, '--epochs', '1', '--out', at('large.json'));
    const large = ['export', '--checkpoint', at('large.json'), ...few, '--out', at('q')];
    const shared = ['--estimator', 'unrolled', '--reuse-factor', '16', '--strategy', 'resource'];
    expect(await errorOf(...large, ...shared)).toMatch(/ExportTooLarge.*at most 16384.*finn/);
  });

  it('takes convolutions: the cnn preset, and a network of a file', async () => {
    const at = scratch();
    const own = {
      name: 'own',
      input: { height: 28, width: 28, channels: 1 },
      layers: [
        { kind: 'conv', filters: 3, kernel: 5 },
        { kind: 'maxpool', size: 4 },
        { kind: 'dense', units: 10 },
      ],
      activation: 'relu',
    };
    writeFileSync(at('own.json'), JSON.stringify(own));
    const few = ['--data', 'synthetic', '--limit', '30'];
    for (const network of ['cnn', at('own.json')]) {
      await resultOf('train', '--network', network, ...few, '--epochs', '1', '--out', at('cell.json'));
      await resultOf('export', '--checkpoint', at('cell.json'), ...few, '--vectors', '2', '--out', at('p'));
      const manifest = Object(readJson(at('p/MANIFEST.json')));
      expect(Object.keys(manifest.files)).toEqual(
        expect.arrayContaining(['hls/max_pool.h', 'hls/mvau0.h', 'hls/sliding_window.h']),
      );
      expect(manifest.vectors).toBe(2);
    }
    expect(readJson(at('p/MANIFEST.json'))).toMatchObject({
      network: { name: 'own', shape: '28x28x1 conv5x5x3 pool4 dense10' },
      link: 'none: the network comes from a file',
    });
  });

  it('measures the accuracy where the data are not those of the training', async () => {
    const at = await trained();
    const other = ['--data', 'synthetic', '--limit', '50', '--vectors', '1'];
    await resultOf('export', '--checkpoint', at('cell.json'), '--out', at('p'), ...other);
    const { accuracy } = Object(
      await resultOf('evaluate', '--checkpoint', at('cell.json'), ...other.slice(0, 4)),
    );
    expect(readJson(at('p/MANIFEST.json'))).toMatchObject({
      accuracy: { value: accuracy, count: 50 },
      origin: {
        trainedOn: Object(readJson(at('cell.json'))).dataset,
        testedOn: expect.stringContaining('50'),
      },
    });
  });

  it('writes over an earlier export only', async () => {
    const at = await trained();
    const options = ['export', '--checkpoint', at('cell.json'), ...DATA, '--vectors', '1'];
    await resultOf(...options, '--out', at('p'));
    const manifest = Object(readJson(at('p/MANIFEST.json')));
    writeFileSync(at('p/old.h'), '');
    writeFileSync(at('p/mine.txt'), '');
    const files = { ...manifest.files, 'old.h': '', '../cell.json': '' };
    writeFileSync(at('p/MANIFEST.json'), JSON.stringify({ ...manifest, files }));
    await resultOf(...options, '--out', at('p'));
    expect(readJson(at('p/MANIFEST.json'))).toEqual(manifest);
    expect(filesUnder(at('p'))).toHaveLength(Object.keys(manifest.files).length + 2);
    expect(filesUnder(at('p'))).toContain('mine.txt');
    mkdirSync(at('mine'));
    writeFileSync(at('mine/thesis.tex'), '');
    expect(await errorOf(...options, '--out', at('mine'))).toContain('FolderNotEmpty');
  });
});
