import { activationQuantizer } from '../../network/fold';
import type { IntegerNetwork } from '../../network/integer-network';
import type { ExportRequest, GeneratedFile } from '../export-request';
import { encodeModel } from './encode';
import { finnGraph } from './finn';
import type { OnnxGraph } from './onnx';
import { QONNX_SETS, STANDARD_SETS } from './operator-sets';
import { qonnxGraph } from './qonnx';
import { codeShift } from './quant-style';
import { type CodeRange, inputRange, wideStage } from './reach';
import { onnxReadme } from './readme';
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
 * Quant nodes for hls4ml and others, and a README. Files of float32 tensors are left out, and the README says why,
 * where accumulators are larger than float32 holds exactly. `origin` says what the network is.
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
  const finnWide = wideStage(network);
  const qonnxWide = wideStage(network, qonnxRange);
  const qonnx = qonnxWide ? null : qonnxGraph(network, graphName);
  return [
    file(names.standard, STANDARD, STANDARD_SETS, standardGraph(network, graphName)),
    ...(finnWide ? [] : [file(names.finn, FINN, QONNX_SETS, finnGraph(network, graphName))]),
    ...(qonnx ? [file(names.qonnx, QONNX, QONNX_SETS, qonnx.graph)] : []),
    {
      path: 'qonnx/README.md',
      content: onnxReadme({ network, names, fragile: qonnx?.fragile ?? 0, finnWide, qonnxWide }),
    },
  ];
}

const STANDARD = 'Integers in standard operators: bytes 0..255 in, class and scores out.';
const FINN = 'Integer thresholds for FINN: pixels 0..255 in, class out.';
const QONNX = 'Quantized weights and activations (QONNX): input codes in, scores up to a factor out.';

/** Codes that the QONNX file's stages read: levels that count from 0 where a hard tanh is clipped. */
function qonnxRange(network: IntegerNetwork, index: number): CodeRange {
  const { low, high } = inputRange(network, index);
  if (index === 0) return { low, high };
  const shift = codeShift(activationQuantizer(network.topology, network.precision.activationBits));
  return { low: low + shift, high: high + shift };
}
