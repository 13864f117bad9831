import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import { fieldOf, reasonOf } from '../core/design/fields';
import { foldingProblem, withLegalFolding } from '../core/design/folding-choice';
import { jsonTextReader } from '../core/design/json-reader';
import { parseLink } from '../core/design/link';
import { onDevice } from '../core/design/own-device';
import { linkName, topologyFromJson } from '../core/design/topology-json';
import { BitscapeError } from '../core/errors';
import type { UnrolledOptions } from '../core/hardware/unrolled/options';
import { defaultInputBits, topologyOf } from '../core/network/presets';
import type { Topology } from '../core/network/topology';
import type { CellPosition, Precision } from '../core/precision';
import type { Arguments } from './arguments';
import { deviceOption } from './device-option';
import { readText } from './files';
import type { Io } from './io';
import { legalMvau } from './mvau-options';
import { DESIGN_FIELDS } from './options';

/** The design that the options ask for, with its network resolved. */
export interface Chosen {
  design: Design;
  topology: Topology;
  /** Whether a link can carry the network: false for a <network.json> that is no MLP of the usual kind. */
  linkable: boolean;
  /** Weights that are not 0 in a trained network, for estimators with a `reuse`; absent: by the design's sparsity. */
  zeros?: Pick<UnrolledOptions, 'nonZero' | 'counted'>;
}

/**
 * The design of `--link` (else `base`, the defaults) with the options put on it. Problems of the link are noted.
 * @throws BitscapeError "BadOption" with what is legal, or what a bad <network.json> gives.
 */
export async function chosenDesign(args: Arguments, io: Io, base = DESIGN_DEFAULTS): Promise<Chosen> {
  const link = args.get('link');
  const read = link === undefined ? { design: base, problems: [] } : parseLink(link);
  for (const problem of read.problems) io.note(`link: ${problem}`);
  const file = args.get('network')?.endsWith('.json') ? args.get('network') : undefined;
  let design = read.design;
  for (const [option, key] of Object.entries(DESIGN_FIELDS)) {
    const text = args.get(option);
    if (text !== undefined && text !== file) design = withOption(design, option, key, text);
  }
  // A wanted frame rate is what FINN's rule folds for.
  if (args.has('fps')) design = { ...design, folding: 'rule' };
  if (args.has('device')) design = { ...design, ownDevice: null };
  const device = await deviceOption(args);
  if (device) design = { ...design, ...onDevice(device) };
  if (file === undefined) {
    const topology = topologyOf(design.network);
    return { design: legallyFolded(design, topology, io), topology, linkable: true };
  }
  const topology = topologyFromJson(jsonTextReader(await readText(file), file, 'BadNetworkFile'));
  const name = linkName(topology);
  design = legallyFolded({ ...design, network: name ?? topology.name }, topology, io);
  return { design, topology, linkable: name !== null };
}

/** The design, back at the estimator's rule and defaults, with a note, where its link's are of another network. */
export function legallyFolded(asked: Design, topology: Topology, io: Io): Design {
  const design = legalMvau(asked, topology, io);
  const problem = foldingProblem(design, topology);
  if (problem === null) return design;
  io.note(`the link's folding is not used, but the estimator's rule: ${problem}`);
  return withLegalFolding(design, topology);
}

/** Bit-widths of a cell of the chosen design. */
export const precisionOf = (
  { design, topology }: Chosen,
  cell: CellPosition = design.selected,
): Precision => ({
  weightBits: cell.weightBits,
  activationBits: cell.activationBits,
  inputBits: design.inputBits ?? defaultInputBits(topology),
});

function withOption(design: Design, option: string, key: string, text: string): Design {
  const field = fieldOf(key);
  const read = field.parse(text, design);
  if (read) return read;
  throw new BitscapeError(
    'BadOption',
    `--${option} ${text}: ${field.meaning} must be ${field.legal}${reasonOf(field, text, design)}`,
    `--${option}`,
  );
}

/** Value of an option that is a whole number of at least 1; undefined if it was not given. */
export function countOption(args: Arguments, name: string): number | undefined {
  const text = args.get(name);
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new BitscapeError(
    'BadOption',
    `--${name} ${text}: it must be a whole number of at least 1`,
    `--${name}`,
  );
}
