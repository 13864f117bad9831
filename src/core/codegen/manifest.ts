import type { Folding, Resources } from '../hardware/estimate';
import { packNetwork } from '../network/pack';
import type { Topology } from '../network/topology';
import type { Precision } from '../precision';
import { sha256Hex } from '../sha256';
import { bytesOf } from './archive';
import type { ExportOrigin, GeneratedFile } from './export-request';
import type { Plan } from './plan';
import { type ActivationEntry, activationEntries } from './readme-activation';
import type { Style } from './unrolled/style';
import { reuseFactorOf } from './unrolled/weights';

/** `MANIFEST.json`: what an export holds, where it comes from, and the hash of every other file. */
export interface Manifest {
  format: 'bitscape-export';
  version: 1;
  /** Version of Bitscape that wrote it. */
  revision: string;
  /** Share link that opens the design; what it does not hold is in `origin`, `network.sha256`, `hardware` and `vectors`. */
  link: string;
  origin?: ExportOrigin;
  /** `sha256` is that of the packed network, as in the cell's file. */
  network: { name: string; shape: string; topology: Topology; sha256: string } & Precision;
  /** Integer-network accuracy, 0..1, on `count` images of `dataset`. */
  accuracy: { value: number; count: number; dataset: string };
  hardware: {
    device: string;
    part: string;
    clockMhz: number;
    /** How the layers are built: the foldings of folded ones, the reuse factors of unrolled ones. */
    style: Style;
    foldings?: ({ name: string } & Folding)[];
    reuseFactors?: { name: string; reuseFactor: number }[];
    /** Of the hidden layers, where more than thresholds was asked for. */
    activations?: ActivationEntry[];
  };
  estimate: { estimator: string; total: Resources; ii: number; latencyCycles: number; fps: number };
  /** Golden images in golden/. */
  vectors: number;
  /** SHA-256 of every other file, by path. */
  files: Record<string, string>;
}

/** The manifest of all other files of an export; `onHashed` hears how many of them are hashed. */
export function manifestOf(
  plan: Plan,
  files: readonly GeneratedFile[],
  onHashed: (done: number) => void = () => {},
): Manifest {
  const {
    network,
    estimate,
    device,
    clockMhz,
    accuracy,
    testCount,
    datasetName,
    vectors,
    link,
    revision,
    origin,
  } = plan.request;
  const activations = activationEntries(plan);
  const { estimator, total, ii, latencyCycles, fps } = estimate;
  const hashes = files.map(({ path, content }, i): [string, string] => {
    const hash = sha256Hex(bytesOf(content));
    onHashed(i + 1);
    return [path, hash];
  });
  return {
    format: 'bitscape-export',
    version: 1,
    revision,
    link,
    ...(origin && { origin: originOf(origin) }),
    network: {
      name: network.topology.name,
      shape: plan.shape,
      topology: network.topology,
      ...precisionOf(network.precision),
      sha256: networkHash(plan),
    },
    accuracy: { value: accuracy, count: testCount, dataset: datasetName },
    hardware: {
      device: device.id,
      part: device.part,
      clockMhz,
      style: plan.style,
      ...parallelismOf(plan),
      ...(activations.length > 0 && { activations }),
    },
    estimate: { estimator, total, ii, latencyCycles, fps },
    vectors: vectors.count,
    files: Object.fromEntries(hashes.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const parallelismOf = ({ style, layers }: Plan): Pick<Manifest['hardware'], 'foldings' | 'reuseFactors'> =>
  style === 'folded'
    ? { foldings: layers.map(({ name, folding: { pe, simd, mw, mh } }) => ({ name, pe, simd, mw, mh })) }
    : { reuseFactors: layers.map((layer) => ({ name: layer.name, reuseFactor: reuseFactorOf(layer) })) };

/** SHA-256 of the packed network: which weights and thresholds an export has. */
export const networkHash = ({ request }: Plan): string => sha256Hex(packNetwork(request.network));

const originOf = ({ trainedOn, testedOn, engine, revision, folding }: ExportOrigin): ExportOrigin => ({
  trainedOn,
  testedOn,
  engine,
  revision,
  folding,
});

/** In a fixed order, whatever object the caller made. */
const precisionOf = ({ weightBits, activationBits, inputBits }: Precision): Precision => ({
  weightBits,
  activationBits,
  inputBits,
});
