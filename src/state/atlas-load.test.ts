import { beforeEach, describe, expect, it, vi } from 'vitest';
import { atlasManifestToJson } from '../core/atlas/manifest-file';
import { atlasRunToJson } from '../core/atlas/run-file';
import { entryOf, PACKED, smallRun } from '../core/atlas/testing';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { referenceNetwork } from './atlas';

const run = smallRun();
const FILES: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  'atlas/manifest.json': atlasManifestToJson({ dataset: 'mnist', entries: [entryOf()] }),
  'atlas/tfc-2.json': atlasRunToJson(run),
  'atlas/tfc-2/w1a1.bin': Uint8Array.from(PACKED),
};

const design = { ...DESIGN_DEFAULTS, selected: { weightBits: 1, activationBits: 1 } };
const fetched = vi.fn<(path: string) => Promise<Response>>();
vi.stubGlobal('fetch', fetched);

/** A server with these files; others are not there. */
const serve = (files: typeof FILES) =>
  fetched.mockImplementation(async (path) =>
    files[path] === undefined ? new Response('no', { status: 404 }) : new Response(files[path]),
  );

/** The module as a page that has just been opened has it. */
async function freshPage() {
  vi.resetModules();
  const fresh = await import('./atlas-load');
  const { useStore: store } = await import('./store');
  store.getState().openDesign(design);
  return { ...fresh, store };
}

beforeEach(() => {
  fetched.mockReset();
});

describe('loadAtlas', () => {
  it('loads the manifest and the run of the design, each once', async () => {
    serve(FILES);
    const { loadAtlas, store } = await freshPage();
    await loadAtlas();
    await loadAtlas();
    expect(store.getState().atlas.runs).toEqual({ 'tfc-2': run });
    expect(fetched.mock.calls.map(([path]) => path)).toEqual(['atlas/manifest.json', 'atlas/tfc-2.json']);
  });

  it('loads no run for a network that the atlas has not', async () => {
    serve(FILES);
    const { loadAtlas, store } = await freshPage();
    store.getState().edit({ network: 'sfc' });
    await loadAtlas();
    expect(store.getState().atlas.runs).toEqual({});
  });

  it.each([
    ['there is none', {}, /atlas\/manifest\.json could not be loaded: the server answered 404/],
    [
      'a host answers with a page',
      { 'atlas/manifest.json': '<!doctype html>' },
      /atlas\/manifest\.json is not JSON/,
    ],
    ['the run is broken', { ...FILES, 'atlas/tfc-2.json': '{}' }, /atlas\/tfc-2\.json: format is missing/],
  ])('where %s it says so in the log, once, and nowhere else', async (_, files, message) => {
    serve(files as typeof FILES);
    const { loadAtlas, store } = await freshPage();
    await loadAtlas();
    await loadAtlas();
    const { log: lines, notices, atlas } = store.getState();
    expect(lines).toHaveLength(1);
    expect(lines[0].text).toMatch(message);
    expect([notices, atlas.runs]).toEqual([[], {}]);
  });

  it('goes on without a network', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    const { loadAtlas, store } = await freshPage();
    await loadAtlas();
    expect(store.getState().log[0].text).toMatch(/could not be loaded: Failed to fetch/);
  });
});

describe('fetchNetwork', () => {
  const reference = () =>
    referenceNetwork(
      { manifest: { dataset: 'mnist', entries: [entryOf()] }, runs: { 'tfc-2': run } },
      design,
    )!;

  it('gives the bytes of the cell', async () => {
    serve(FILES);
    const { fetchNetwork } = await freshPage();
    expect(await fetchNetwork(reference())).toEqual(PACKED);
  });

  it('refuses other bytes', async () => {
    serve({ 'atlas/tfc-2/w1a1.bin': Uint8Array.of(4, 3, 2, 1) });
    const { fetchNetwork } = await freshPage();
    await expect(fetchNetwork(reference())).rejects.toThrow(/are not the network of the atlas/);
  });
});
