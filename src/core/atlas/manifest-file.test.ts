import { describe, expect, it } from 'vitest';
import type { AtlasManifest } from './atlas';
import { atlasManifestFromJson, atlasManifestToJson } from './manifest-file';
import { entryOf } from './testing';

const manifest = (): AtlasManifest => ({
  dataset: 'mnist',
  entries: [entryOf(), entryOf({ id: 'tfc-30', epochs: 30, seeds: [1], networksOf: null })],
});

describe('the manifest of the atlas', () => {
  it('gives back what it was written from, one line per run', () => {
    const text = atlasManifestToJson(manifest());
    expect(atlasManifestFromJson(text)).toEqual(manifest());
    expect(text.split('\n').filter((line) => line.includes('"id"'))).toHaveLength(2);
    expect(atlasManifestFromJson(atlasManifestToJson({ dataset: 'mnist', entries: [] })).entries).toEqual([]);
  });

  it.each([
    ['two runs of one id', '"tfc-30"', '"tfc-2"', 'every id is another'],
    ['more cells than wanted', '"cells":4', '"cells":65', 'entries[0].cells is 65'],
    ['a date that is none', '2030-12-31', 'today', 'a day such as'],
    ['seeds out of order', '[1,2]', '[2,1]', 'different seeds, ascending'],
    ['no seeds', '[1,2]', '[]', 'at least one seed'],
    ['a loss that is none', 'cross-entropy', 'hinge', 'entries[0].loss is "hinge"'],
  ])('refuses %s by name and place', (_, from, to, message) => {
    const text = atlasManifestToJson(manifest());
    expect(text).toContain(from);
    expect(() => atlasManifestFromJson(text.replace(from, to))).toThrow(message);
    expect(() => atlasManifestFromJson(text.replace(from, to))).toThrow(
      expect.objectContaining({ name: 'BadAtlasFile' }),
    );
  });

  it('refuses what is no JSON', () => {
    expect(() => atlasManifestFromJson('<!doctype html>', 'atlas/manifest.json')).toThrow(
      'atlas/manifest.json is not JSON',
    );
  });
});
