import { BitscapeError } from '../errors';
import { cellKey, cellName } from '../precision';
import type { ExportRequest, GeneratedFile, OnFiles } from './export-request';
import { goldenFiles } from './golden';
import { hlsFiles } from './hls/files';
import { makefile } from './makefile';
import { manifestOf } from './manifest';
import { type Plan, planOf } from './plan';
import { pynqFiles } from './pynq/files';
import { qonnxFiles } from './qonnx/files';
import { readme } from './readme';
import { reportFiles } from './report/files';
import { rtlFiles } from './rtl/files';
import { unrolledHlsFiles } from './unrolled/hls/files';
import { unrolledRtlFiles } from './unrolled/rtl/files';
import type { Style } from './unrolled/style';
import { vivadoFiles } from './vivado/files';

/** Name of an export: the root folder of its archive, "bitscape-tfc-w3a3-xc7z020". */
export const exportName = ({ network, device }: ExportRequest): string =>
  ['bitscape', network.topology.name, cellKey(network.precision), device.id]
    .join('-')
    .replace(/[^A-Za-z0-9._-]/g, '_');

/** Files of one kind. */
type Part = (plan: Plan, origin: string) => GeneratedFile[];

/** The folders of each style that hold its layers. */
const SOURCES: Readonly<Record<Style, readonly Part[]>> = {
  folded: [hlsFiles, rtlFiles],
  unrolled: [unrolledHlsFiles, unrolledRtlFiles],
};

/** What an export has in either style. */
const COMMON: readonly Part[] = [
  vivadoFiles,
  ({ request }, origin) => qonnxFiles(request, origin),
  goldenFiles,
  reportFiles,
  pynqFiles,
  (plan, origin) => [
    { path: 'Makefile', content: makefile(plan, origin) },
    { path: 'README.md', content: readme(plan) },
  ],
];

/**
 * Every file of an export, sorted by path: C++ for HLS, Verilog, scripts for Vivado, a driver for PYNQ, ONNX files, golden
 * vectors, reports, README, Makefile and the manifest. The same request gives the same bytes. `onProgress` hears of every part that
 * is written, then of every file that is hashed for the manifest.
 * @throws BitscapeError "BadVectors" for test images of the wrong size, and planOf's errors.
 */
export function generateExport(request: ExportRequest, onProgress: OnFiles = () => {}): GeneratedFile[] {
  const plan = planOf(request);
  assertVectors(plan);
  const origin = originOf(plan);
  const files: GeneratedFile[] = [];
  for (const part of [...SOURCES[plan.style], ...COMMON]) {
    files.push(...part(plan, origin));
    onProgress({ doing: 'writing', done: files.length, all: null });
  }
  // The manifest is the last of them.
  const all = files.length + 1;
  const manifest = manifestOf(plan, files, (done) => onProgress({ doing: 'hashing', done, all }));
  return [...files, { path: 'MANIFEST.json', content: json(manifest) }].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

function originOf({ request: { network, revision }, shape }: Plan): string {
  const name = network.topology.name.replace(/[^\x20-\x7e]/g, '?');
  const title = name === shape ? name : `${name} (${shape})`;
  return `Network ${title}, ${cellName(network.precision)}, written by Bitscape ${revision}.`;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function assertVectors({ request: { vectors }, input }: Plan): void {
  const size = vectors.height * vectors.width;
  if (vectors.count > 0 && size === input.pixels) return;
  throw new BitscapeError(
    'BadVectors',
    `the golden vectors are ${vectors.count} images of ${size} pixels: ` +
      `give at least one, of ${input.pixels} pixels`,
    'vectors',
  );
}
