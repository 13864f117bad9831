import { BitscapeError } from '../errors';
import { cellKey, cellName } from '../precision';
import type { ExportRequest, GeneratedFile } from './export-request';
import { goldenFiles } from './golden';
import { hlsFiles } from './hls/files';
import { makefile } from './makefile';
import { manifestOf } from './manifest';
import { type Plan, planOf } from './plan';
import { qonnxFiles } from './qonnx/files';
import { readme } from './readme';
import { rtlFiles } from './rtl/files';
import { vivadoFiles } from './vivado/files';

/** Name of an export: the root folder of its archive, "bitscape-tfc-w3a3-xc7z020". */
export const exportName = ({ network, device }: ExportRequest): string =>
  ['bitscape', network.topology.name, cellKey(network.precision), device.id]
    .join('-')
    .replace(/[^A-Za-z0-9._-]/g, '_');

/**
 * Every file of an export, sorted by path: C++ for HLS, Verilog, scripts for Vivado, golden vectors, report, README,
 * Makefile and the manifest. The same request gives the same bytes.
 * @throws BitscapeError "BadVectors" for test images of the wrong size, and planOf's errors.
 */
export function generateExport(request: ExportRequest): GeneratedFile[] {
  const plan = planOf(request);
  assertVectors(plan);
  const origin = originOf(plan);
  const files: GeneratedFile[] = [
    ...hlsFiles(plan, origin),
    ...rtlFiles(plan, origin),
    ...vivadoFiles(plan, origin),
    ...qonnxFiles(request, origin),
    ...goldenFiles(plan),
    { path: 'report/estimate.json', content: json(request.estimate) },
    { path: 'Makefile', content: makefile(plan, origin) },
    { path: 'README.md', content: readme(plan) },
  ];
  return [...files, { path: 'MANIFEST.json', content: json(manifestOf(plan, files)) }].sort((a, b) =>
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
