import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf, readJson } from '../../src/cli/testing';
import { MANIFEST_PATH, runPath } from '../../src/core/atlas/atlas';
import { atlasManifestFromJson } from '../../src/core/atlas/manifest-file';
import { atlasNetwork, networkPath } from '../../src/core/atlas/networks';
import { atlasRunFromJson, atlasRunToJson } from '../../src/core/atlas/run-file';
import { accuracy, classify } from '../../src/core/network/infer';
import { unpackNetwork } from '../../src/core/network/pack';
import { topologyOf } from '../../src/core/network/presets';
import { cellKey, cellName } from '../../src/core/precision';
import { readDataset } from '../../src/data/node';
import { PUBLIC_ATLAS } from './published';
import { reproduction, withTables } from './reproduction';
import { DATASET, IMAGES, RUNS } from './runs';

const text = (path: string): string => readFileSync(join(PUBLIC_ATLAS, path), 'utf8');
const manifest = atlasManifestFromJson(text(MANIFEST_PATH), MANIFEST_PATH);
const runs = manifest.entries.map((entry) => ({
  entry,
  run: atlasRunFromJson(text(runPath(entry.id)), runPath(entry.id)),
}));
const packed = runs.flatMap(({ entry, run }) =>
  (run.networks?.cells ?? []).map((network) => ({ entry, run, network })),
);
const precisionIn = ({ entry, network }: (typeof packed)[number]) => ({
  ...network,
  inputBits: entry.inputBits,
});

/** The network of a file, checked against the list. */
function unpacked(item: (typeof packed)[number]) {
  const path = networkPath(item.entry.id, item.network);
  const bytes = atlasNetwork(item.network, readFileSync(join(PUBLIC_ATLAS, path)), path);
  return unpackNetwork(topologyOf(item.entry.network), precisionIn(item), bytes);
}

describe('public/atlas', () => {
  it('holds runs of the table, and no file that the manifest does not lead to', () => {
    expect(manifest.dataset).toBe(DATASET);
    expect(manifest.entries.length).toBeGreaterThan(0);
    const wanted = [
      MANIFEST_PATH,
      ...manifest.entries.map(({ id }) => runPath(id)),
      ...packed.map(({ entry, network }) => networkPath(entry.id, network)),
    ];
    const found = readdirSync(PUBLIC_ATLAS, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(found.map((file) => join(file.parentPath, file.name)).sort()).toEqual(
      wanted.map((path) => join(PUBLIC_ATLAS, path)).sort(),
    );
  });

  it('keeps to its schemas, which bite', () => {
    expect(faultsOf('atlas', readJson(join(PUBLIC_ATLAS, MANIFEST_PATH)))).toEqual([]);
    expect(
      faultsOf('atlas', { ...Object(readJson(join(PUBLIC_ATLAS, MANIFEST_PATH))), entries: [{}] }),
    ).not.toEqual([]);
    for (const { entry } of runs) {
      const document = Object(readJson(join(PUBLIC_ATLAS, runPath(entry.id))));
      expect(faultsOf('atlas-run', document)).toEqual([]);
      expect(faultsOf('atlas-run', { ...document, cells: [{ weightBits: 9 }] })).not.toEqual([]);
    }
  });

  it.each(runs)('$entry.id is the run of the table, as its line in the manifest says', ({ entry, run }) => {
    const plan = RUNS.find(({ id }) => id === entry.id);
    expect(run).toMatchObject({ id: entry.id, terms: plan?.terms, dataset: DATASET, images: IMAGES });
    expect(entry).toMatchObject(run.terms);
    expect(run.cells).toHaveLength(entry.cells);
    const seeds = new Set(run.cells.flatMap((cell) => cell.runs.map(({ seed }) => seed)));
    expect([...seeds].sort((a, b) => a - b)).toEqual(entry.seeds);
    expect(entry.networksOf).toBe(run.networks?.seed ?? null);
    if (run.networks) expect(run.networks.cells.map(cellKey)).toEqual(run.cells.map(cellKey));
    expect(atlasRunToJson(run)).toBe(text(runPath(entry.id)));
  });

  it.each(packed.map((item) => ({ ...item, name: cellName(item.network) })))(
    'the network $entry.id $name unpacks',
    (item) => {
      expect(unpacked(item).precision).toMatchObject(precisionIn(item));
    },
  );
});

const mnist = process.env.BITSCAPE_MNIST_DIR;
const corners = packed.filter(({ network }) => ['w1a1', 'w3a3', 'w8a8'].includes(cellKey(network)));

describe.skipIf(!mnist || !existsSync(mnist) || corners.length === 0)('on real MNIST', () => {
  it('the packed networks have the very accuracy that is recorded', { timeout: 120_000 }, async () => {
    const { test } = await readDataset(mnist);
    for (const item of corners) {
      const cell = item.run.cells.find((one) => cellKey(one) === cellKey(item.network));
      const training = cell?.runs.find(({ seed }) => seed === item.entry.networksOf);
      expect(accuracy(classify(unpacked(item), test), test.labels)).toBe(training?.test.at(-1));
    }
  });
});

describe('docs/reproduction.md', () => {
  it('is what npm run atlas -- --facts makes of the atlas', async () => {
    const { found, wanted } = await reproduction();
    expect(found).toBe(wanted);
  });

  it('keeps all that is not between its marks', () => {
    const document = 'a\n<!-- atlas: written by npm run atlas -- --facts -->\nold\n<!-- end -->\nz\n';
    const renewed = withTables(document, 'new');
    expect(renewed).toBe(document.replace('old', '\nnew\n'));
    expect(withTables(renewed, 'new')).toBe(renewed);
    expect(() => withTables('no marks', 'new')).toThrow(expect.objectContaining({ name: 'NoMarks' }));
  });
});
