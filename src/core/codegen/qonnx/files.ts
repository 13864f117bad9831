import type { IntegerNetwork } from '../../network/integer-network';
import type { ExportRequest, GeneratedFile } from '../export-request';
import { encodeModel } from './encode';
import { finnGraph } from './finn';
import type { OnnxGraph } from './onnx';
import { QONNX_SETS, STANDARD_SETS } from './operator-sets';
import { qonnxGraph } from './qonnx';
import { onnxReadme } from './readme';
import { refusalsOf } from './refusals';
import { standardGraph } from './standard';

/** What the three files of a network are called and what is left out, as its README tells. */
export interface OnnxNames {
  finn: string;
  standard: string;
  qonnx: string;
}

/** Names of the files, after the network's: "tfc_finn.onnx", "tfc.onnx", "tfc_qonnx.onnx". */
export function onnxNames({ topology }: IntegerNetwork): OnnxNames {
  const name = topology.name.replace(/[^A-Za-z0-9._-]/g, '_');
  return { finn: `${name}_finn.onnx`, standard: `${name}.onnx`, qonnx: `${name}_qonnx.onnx` };
}

/**
 * The ONNX files of an export, in `qonnx/`: thresholds in integers for FINN, standard operators for ONNX runtimes,
 * Quant nodes for hls4ml and others, and a README. A file that could not hold the network's integers is left out, and the
 * README says why. `origin` says what the network is.
 */
export function qonnxFiles({ network, revision }: ExportRequest, origin: string): GeneratedFile[] {
  const names = onnxNames(network);
  const graphName = `bitscape_${network.topology.name.replace(/[^A-Za-z0-9]/g, '_')}`;
  const file = (
    name: string,
    what: string,
    sets: typeof QONNX_SETS | typeof STANDARD_SETS,
    graph: OnnxGraph,
  ) => ({
    path: `qonnx/${name}`,
    content: encodeModel({
      producerVersion: revision,
      description: `${origin} ${what}`,
      operatorSets: sets,
      graph,
    }),
  });
  const refusals = refusalsOf(network);
  const qonnx = refusals.qonnx === null ? qonnxGraph(network, graphName) : null;
  return [
    ...(refusals.standard === null
      ? [file(names.standard, STANDARD, STANDARD_SETS, standardGraph(network, graphName))]
      : []),
    ...(refusals.finn === null ? [file(names.finn, FINN, QONNX_SETS, finnGraph(network, graphName))] : []),
    ...(qonnx ? [file(names.qonnx, QONNX, QONNX_SETS, qonnx.graph)] : []),
    {
      path: 'qonnx/README.md',
      content: onnxReadme({ network, names, fragile: qonnx?.fragile ?? 0, refusals }),
    },
  ];
}

const STANDARD = 'Integers in standard operators: bytes 0..255 in, class and scores out.';
const FINN = 'Integer thresholds for FINN: pixels 0..255 in, class out.';
const QONNX = 'Quantized weights and activations (QONNX): input codes in, scores up to a factor out.';
