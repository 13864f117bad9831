import type { JsonReader } from '../design/json-reader';
import { positionFromJson } from '../design/position-json';
import { BitscapeError } from '../errors';
import { type CellPosition, cellKey } from '../precision';
import { sha256Hex } from '../sha256';
import type { AtlasCell, AtlasNetwork, AtlasNetworks, AtlasRun } from './atlas';
import { ATLAS_ERROR, assertAscending, matching, orderOf, seedFromJson } from './terms-json';

/** A packed network of the grid's presets is smaller. */
const SIZE_LIMIT = 2 ** 30;

/** Path of a packed network below `atlas/`: "tfc-30/w3a3.bin", the bytes of `packNetwork`. */
export const networkPath = (id: string, cell: CellPosition): string => `${id}/${cellKey(cell)}.bin`;

/** What the file of a cell's packed network must be; null where the run has none of it. */
export const packedOf = ({ networks }: AtlasRun, cell: CellPosition): AtlasNetwork | null =>
  networks?.cells.find((packed) => cellKey(packed) === cellKey(cell)) ?? null;

/** How `bytes` are listed as the packed network of a cell. */
export const listedNetwork = (
  { weightBits, activationBits }: CellPosition,
  bytes: Uint8Array,
): AtlasNetwork => ({ weightBits, activationBits, bytes: bytes.length, sha256: sha256Hex(bytes) });

/**
 * The bytes of a file as the packed network that the run lists, for `unpackNetwork`; `where` names the file.
 * @throws BitscapeError "BadAtlasFile" if they are not the very bytes: cut short, another version's, a host's page.
 */
export function atlasNetwork(packed: AtlasNetwork, bytes: Uint8Array, where: string): Uint8Array {
  if (bytes.length === packed.bytes && sha256Hex(bytes) === packed.sha256) return bytes;
  throw new BitscapeError(
    ATLAS_ERROR,
    `${where} has ${bytes.length} bytes that are not the network of the atlas; it should have ${packed.bytes} bytes ` +
      `with the SHA-256 ${packed.sha256}`,
    where,
  );
}

/** The list of a run's packed networks, each of a cell in `cells`. @throws the reader's error. */
export function networksFromJson(reader: JsonReader, cells: readonly AtlasCell[]): AtlasNetworks {
  const seed = seedFromJson(reader.at('seed'));
  const trained = cells.filter(({ runs }) => runs.some((run) => run.seed === seed)).map(cellKey);
  const networks = reader
    .at('cells')
    .list()
    .map((item): AtlasNetwork => {
      const cell = positionFromJson(item);
      if (!trained.includes(cellKey(cell))) item.fail(`a network of a cell that seed ${seed} trained`);
      return {
        ...cell,
        bytes: item.at('bytes').integer(1, SIZE_LIMIT),
        sha256: matching(item.at('sha256'), /^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex'),
      };
    });
  assertAscending(reader.at('cells'), networks.map(orderOf), 'a list of cells, W down, A across, each once');
  return { seed, cells: networks };
}
