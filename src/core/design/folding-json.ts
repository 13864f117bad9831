import type { Folding } from '../hardware/estimate';
import { checkFolding } from '../hardware/folding';
import { type Stage, stagesOf, type Topology } from '../network/topology';
import type { JsonReader } from './json-reader';

/** Largest side of a padded matrix. */
const SIDE_LIMIT = 1 << 20;

/**
 * The foldings in a JSON document (docs/formats/folding.schema.json): a list with one {pe, simd} per layer,
 * and `mw`, `mh` where the matrix is padded. PE must divide MH and SIMD must divide MW.
 * @throws the reader's error, or "FoldingCount", "FoldingTooSmall", "IllegalFolding" with the legal values.
 */
export function foldingFromJson(reader: JsonReader, topology: Topology): Folding[] {
  const stages = stagesOf(topology);
  const folding = reader.list().map((part, i) => foldingOf(part, stages[i]));
  checkFolding(stages, folding);
  return folding;
}

/** One folding as written; sizes that are left out are the layer's own. */
function foldingOf(reader: JsonReader, stage: Stage | undefined): Folding {
  const size = (key: string) => reader.at(key).integer(1, SIDE_LIMIT);
  const sizeOr = (key: string, own = 1) => reader.at(key).optional((at) => at.integer(1, SIDE_LIMIT)) ?? own;
  return {
    pe: size('pe'),
    simd: size('simd'),
    mw: sizeOr('mw', stage?.fanIn),
    mh: sizeOr('mh', stage?.units),
  };
}
