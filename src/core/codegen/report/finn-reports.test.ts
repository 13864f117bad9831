import { describe, expect, it } from 'vitest';
import { chainOf } from '../../hardware/chain';
import type { Estimate } from '../../hardware/estimate';
import type { EstimateRequest, Estimator } from '../../hardware/estimator';
import { ESTIMATORS } from '../../hardware/estimators';
import { finn } from '../../hardware/finn';
import { mlp, PRESETS } from '../../network/presets';
import { generateExport } from '../export';
import type { ExportRequest } from '../export-request';
import { planOf } from '../plan';
import { testRequest } from '../testing';
import { unrolledRequest } from '../unrolled/testing';
import { reportFiles } from './files';

const CLOCK_MHZ = 200;

const asked = (
  topology: string,
  bits: readonly [number, number, number],
  more: Partial<EstimateRequest> = {},
) => ({
  topology: PRESETS[topology],
  precision: { weightBits: bits[0], activationBits: bits[1], inputBits: bits[2] },
  targetFps: 100000,
  clockMhz: CLOCK_MHZ,
  part: 'xc7z020clg400-1',
  ...more,
});

/** An export request with the estimate of an estimator. */
function exportOf(request: EstimateRequest, estimator: Estimator = finn): ExportRequest {
  const { topology, precision } = request;
  const estimate: Estimate = estimator.estimate(request);
  return {
    ...testRequest({
      topology,
      bits: [precision.weightBits, precision.activationBits, precision.inputBits],
      foldings: estimate.layers.map(({ folding: { pe, simd, mh, mw } }) => [pe, simd, mh, mw] as const),
      vectors: 1,
    }),
    estimate,
    clockMhz: CLOCK_MHZ,
  };
}

/** The reports of an export, by the middle of their names. */
function reportsOf(request: ExportRequest) {
  const files = reportFiles(planOf(request));
  const read = (name: string) =>
    JSON.parse(String(files.find(({ path }) => path === `report/${name}.json`)?.content ?? 'null'));
  return {
    resources: read('estimate_layer_resources'),
    cycles: read('estimate_layer_cycles'),
    performance: read('estimate_network_performance'),
    chain: read('chain'),
    estimate: read('estimate'),
  };
}

describe("FINN's reports of an MLP", () => {
  const request = asked('tfc', [2, 2, 1]);
  const { resources, cycles, performance, chain } = reportsOf(exportOf(request));
  const { layers, total } = finn.estimate(request);

  it('name the nodes as FINN does, before it inserts FIFOs and converters, and add them up', () => {
    const names = ['MVAU_hls_0', 'MVAU_hls_1', 'MVAU_hls_2', 'MVAU_hls_3', 'LabelSelect_hls_0'];
    expect(Object.keys(resources)).toEqual([...names, 'total']);
    expect(Object.keys(cycles)).toEqual(names);
    expect(resources.total).toEqual({
      BRAM_18K: total.bram18,
      LUT: total.lut,
      URAM: total.uram,
      DSP: total.dsp,
    });
  });

  // Keys and their order: hwcustomop.py:161-171, node_res_estimation.
  it('have FINN keys in its order, with the numbers of the page', () => {
    layers.forEach(({ lut, bram18, uram, dsp, cycles: count }, i) => {
      const node = resources[`MVAU_hls_${i}`];
      expect(Object.keys(node)).toEqual([
        'BRAM_18K',
        'BRAM_efficiency',
        'LUT',
        'URAM',
        'URAM_efficiency',
        'DSP',
      ]);
      expect(node).toMatchObject({ BRAM_18K: bram18, LUT: lut, URAM: uram, DSP: dsp });
      expect(cycles[`MVAU_hls_${i}`]).toBe(count);
    });
  });

  // matrixvectoractivation.py:429-439: W MW MH / (blocks 18432), 1 without blocks.
  it('tell how full the block RAMs of the weights are', () => {
    const [{ bram18 }] = layers;
    expect(bram18).toBeGreaterThan(0);
    expect(resources.MVAU_hls_0.BRAM_efficiency).toBeCloseTo((2 * 784 * 64) / (bram18! * 18432), 12);
    expect(resources.MVAU_hls_0.URAM_efficiency).toBe(1);
  });

  it('leave out what is not modelled: the choice of the class has cycles alone', () => {
    expect(resources.LabelSelect_hls_0).toEqual({});
    expect(cycles.LabelSelect_hls_0).toBeGreaterThan(0);
    expect(JSON.stringify(resources)).not.toContain('null');
    expect(JSON.stringify(cycles)).not.toContain('null');
  });

  it('have the performance at the clock: latency is the sum of all cycles', () => {
    const all = Object.values(cycles) as number[];
    const slowest = Math.max(...all);
    const latency = all.reduce((a, b) => a + b, 0);
    expect(performance).toEqual({
      critical_path_cycles: latency,
      max_cycles: slowest,
      max_cycles_node_name: Object.keys(cycles).find((name) => cycles[name] === slowest),
      estimated_throughput_fps: (CLOCK_MHZ * 1e6) / slowest,
      estimated_latency_ns: latency * 5,
    });
  });

  it('stand beside the whole chain, whose nodes know their names in FINN', () => {
    const expected = chainOf(request, finn.estimate(request));
    expect(chain.total).toEqual(expected.total);
    expect(chain.nodes.map(({ name }: { name: string }) => name)).toEqual(
      expected.nodes.map(({ name }) => name),
    );
    const finnOf = Object.fromEntries(
      chain.nodes.map((node: { name: string; finn: string }) => [node.name, node.finn]),
    );
    expect(finnOf).toMatchObject({ mvau0: 'MVAU_hls_0', fifo0: null, labelselect0: 'LabelSelect_hls_0' });
    expect(chain.nodes[0].explanations.lut.formula).toEqual(expect.any(String));
  });
});

describe("FINN's reports of a CNN", () => {
  const request = asked('cnn', [4, 4, 8], { targetFps: 1000 });
  const { resources, cycles, performance } = reportsOf(exportOf(request));
  const chain = chainOf(request, finn.estimate(request));

  it('have windows and pools, in the order of the data', () => {
    expect(Object.keys(resources)).toEqual([
      'ConvolutionInputGenerator_rtl_0',
      'MVAU_hls_0',
      'ConvolutionInputGenerator_rtl_1',
      'MVAU_hls_1',
      'ConvolutionInputGenerator_rtl_2',
      'Pool_hls_0',
      'MVAU_hls_2',
      'LabelSelect_hls_0',
      'total',
    ]);
    const windows = chain.nodes.find(({ name }) => name === 'swg0')!;
    expect(resources.ConvolutionInputGenerator_rtl_0).toMatchObject({ LUT: windows.lut, BRAM_efficiency: 1 });
    expect(cycles.ConvolutionInputGenerator_rtl_0).toBe(windows.cycles);
    expect(resources.Pool_hls_0).toEqual({});
  });

  it('add up what is in them, and not FIFOs and converters', () => {
    const reported = chain.nodes.filter(({ kind }) => kind !== 'fifo' && kind !== 'dwc');
    const sum = reported.reduce((total, { lut }) => total + (lut ?? 0), 0);
    expect(resources.total.LUT).toBe(sum);
    expect(sum).toBeLessThan(chain.total.lut!);
  });

  it("have the chain's pace", () => {
    expect(performance.max_cycles).toBe(chain.ii);
    expect(performance.critical_path_cycles).toBe(chain.latencyCycles);
    expect(cycles[performance.max_cycles_node_name]).toBe(chain.ii);
  });
});

describe('reports of other estimators', () => {
  it('have the layers, flip-flops where they are modelled, and the total with its base costs', () => {
    const request = asked('lfc', [1, 2, 1]);
    const { total, ii } = ESTIMATORS['lfc-hls'].estimate(request);
    const { resources, performance, chain } = reportsOf(exportOf(request, ESTIMATORS['lfc-hls']));
    expect(Object.keys(resources)).toEqual(['MVAU_hls_0', 'MVAU_hls_1', 'MVAU_hls_2', 'MVAU_hls_3', 'total']);
    expect(resources.total).toEqual({ BRAM_18K: total.bram18, LUT: total.lut, FF: total.ff });
    expect(performance.max_cycles).toBe(ii);
    expect(chain).toBeNull();
  });
});

describe('reports of an unrolled network', () => {
  it('keep the names of layers that FINN does not have', () => {
    const request = unrolledRequest({ topology: mlp('784-5-10', [5]), bits: [4, 4, 1], vectors: 1 });
    const { resources, cycles, performance, chain } = reportsOf(request);
    expect(Object.keys(cycles)).toEqual(['mvau0', 'mvau1']);
    expect(Object.keys(resources)).toEqual(['mvau0', 'mvau1', 'total']);
    expect(resources.total.LUT).toBe(request.estimate.total.lut ?? undefined);
    expect(performance.max_cycles_node_name).toBe(request.estimate.bottleneck);
    expect(chain).toBeNull();
  });
});

describe('the report folder', () => {
  it('is in the export and its manifest', () => {
    const files = generateExport(exportOf(asked('tfc', [1, 1, 1])));
    const paths = files.map(({ path }) => path).filter((path) => path.startsWith('report/'));
    expect(paths).toEqual([
      'report/chain.json',
      'report/estimate.json',
      'report/estimate_layer_cycles.json',
      'report/estimate_layer_resources.json',
      'report/estimate_network_performance.json',
    ]);
    const manifest = JSON.parse(String(files.find(({ path }) => path === 'MANIFEST.json')?.content));
    expect(Object.keys(manifest.files)).toEqual(expect.arrayContaining(paths));
  });
});
