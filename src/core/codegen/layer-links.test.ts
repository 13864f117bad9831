import { describe, expect, it } from 'vitest';
import { mlp, PRESETS } from '../network/presets';
import { generateExport } from './export';
import { fileOfLayer, layerOfFile, layerOfLine, lineLayers } from './layer-links';
import { testRequest } from './testing';

describe('layerOfFile', () => {
  it.each([
    ['hls/mvau0.h', 0],
    ['rtl/mvau12.v', 12],
    ['rtl/mvau2_weights.hex', 2],
    ['rtl/mvau2_weights1.hex', 2],
    ['rtl/mvau3_thresholds.v', 3],
    ['hls/mvau.h', null],
    ['rtl/mvau.v', null],
    ['hls/bitscape_top.cpp', null],
    ['qonnx/my_mvau1.onnx', null],
  ])('%s: %s', (path, layer) => expect(layerOfFile(path)).toBe(layer));
});

describe('layerOfLine', () => {
  it.each([
    ['  mvau<Mvau0>(mvau0_in, mvau0_out, mvau0_weights, mvau0_thresholds);', 0],
    ['  mvau_accumulators<Mvau1>(mvau0_out, mvau1_out, mvau1_weights);', 1],
    ['  narrow<6, 2, 1, 2>(mvau0_out, mvau1_in);', 1],
    ['#pragma HLS STREAM variable=mvau1_out depth=4', 1],
    ['#include "mvau10.h"', 10],
    ['  hls::stream<ap_uint<Mvau1::PE * Mvau1::OUTPUT_BITS> > mvau1_out("mvau1_out");', 1],
    ['| mvau2 | 64 x 64 | 1 | 2 | 32 |', 2],
    ['  "MVAU_hls_2": {', 2],
    ['#include "mvau.h"', null],
    ['  mvau<Input>(a, b);', null],
    ['  label_select(scores, classes);', null],
    ['', null],
  ])('%s: %s', (line, layer) => expect(layerOfLine('hls/bitscape_top.cpp', line)).toBe(layer));

  it('is that of the file where the file is a layer’s', () =>
    expect(layerOfLine('rtl/mvau1.v', '// reads mvau0_out')).toBe(1));
});

const files = generateExport(
  testRequest({
    topology: mlp('tiny', [8, 8]),
    bits: [2, 2, 1],
    foldings: [
      [2, 7],
      [2, 4],
      [1, 4],
    ],
    vectors: 2,
  }),
);
const textOf = (path: string) => String(files.find((file) => file.path === path)?.content);
/** "line: layer" of the lines that match. */
const layersOf = (path: string, pattern: RegExp) => {
  const text = textOf(path);
  const layerAt = lineLayers(path, text);
  return text.split('\n').flatMap((line, i) => (pattern.test(line) ? [[line.trim(), layerAt(i)]] : []));
};

describe('lineLayers of an export', () => {
  it('links the ports of a layer’s instance in the top to that layer, whatever they are wired to', () => {
    expect(layersOf('rtl/bitscape_top.v', /\.in_data\(mvau\d_(in|out)_get_data\)/)).toContainEqual([
      '.in_data(mvau0_out_get_data),',
      1,
    ]);
    const text = textOf('rtl/bitscape_top.v').split('\n');
    const layerAt = lineLayers('rtl/bitscape_top.v', text.join('\n'));
    for (const k of [0, 1, 2]) {
      const from = text.findIndex((line) => line.startsWith(`  mvau${k} mvau${k}_unit (`));
      const to = text.indexOf('  );', from);
      expect(from).toBeGreaterThan(0);
      for (let line = from; line <= to; line++) expect(layerAt(line)).toBe(k);
      expect(layerAt(to + 1)).toBeNull();
    }
    // The input port belongs to no layer, and neither does the rest of the page.
    expect(
      layersOf('rtl/bitscape_top.v', /^ {2}(axi_input #\(|module|\) input_port \()/).map(([, k]) => k),
    ).toEqual([null, null]);
    expect([layerAt(-1), layerAt(text.length)]).toEqual([null, null]);
  });

  it('links calls, streams and headers in the C++ top', () => {
    expect(layersOf('hls/bitscape_top.cpp', /<Mvau\d>\(/).map(([, k]) => k)).toEqual([0, 1, 2, 2]);
    expect(layersOf('hls/bitscape_top.cpp', /#include "mvau\d/).map(([, k]) => k)).toEqual([0, 1, 2]);
  });

  it('links the entries of the report, nested ones too, and none of the totals', () => {
    const layers = layersOf('report/estimate.json', /"name": "mvau/);
    expect(layers).toEqual([0, 1, 2].map((k) => [`"name": "mvau${k}",`, k]));
    expect(layersOf('report/estimate.json', /"(estimator|clockMhz)":/).map(([, k]) => k)).toEqual([
      null,
      null,
    ]);
    const cycles = layersOf('report/estimate.json', /^ {6}"cycles":/);
    expect(cycles.map(([, k]) => k)).toEqual([0, 1, 2]);
  });

  it('links every line of a layer’s own file', () => {
    const text = textOf('hls/mvau1.h');
    const layerAt = lineLayers('hls/mvau1.h', text);
    expect(text.split('\n').every((_, i) => layerAt(i) === 1)).toBe(true);
  });

  it('links the windows, the pool and the MVAU of a convolution', () => {
    const foldings = [
      [1, 1],
      [1, 1],
      [1, 1],
    ] as const;
    const cnn = generateExport(testRequest({ topology: PRESETS.cnn, bits: [2, 2, 8], foldings, vectors: 1 }));
    const top = String(cnn.find(({ path }) => path === 'hls/bitscape_top.cpp')?.content);
    const layerAt = lineLayers('hls/bitscape_top.cpp', top);
    const body = top.split('\n').map((line, i) => [line, layerAt(i)] as const);
    for (const unit of ['sliding_window', 'max_pool']) {
      const calls = body.filter(([line]) => line.trimStart().startsWith(`${unit}<`));
      expect(calls.length).toBeGreaterThan(0);
      for (const [line, layer] of calls) expect(line).toContain(`Mvau${layer}`);
    }
  });
});

describe('fileOfLayer', () => {
  const paths = files.map(({ path }) => path);
  it('is the HLS, or what stands beside the open file', () => {
    expect(fileOfLayer(paths, 1, 'README.md')).toBe('hls/mvau1.h');
    expect(fileOfLayer(paths, 1, 'rtl/bitscape_top.v')).toBe('rtl/mvau1.v');
    expect(fileOfLayer(paths, 1, 'rtl/mvau2_weights.hex')).toBe('rtl/mvau1.v');
    expect(fileOfLayer(paths, 1, '')).toBe('hls/mvau1.h');
    expect(fileOfLayer(paths, 7, 'hls/mvau0.h')).toBeNull();
  });
});
