import { pooledShape } from '../../network/topology';
import type { Part } from '../around';
import { type ChainRequest, labelPe, partsOf } from '../chain';
import type { Estimate } from '../estimate';
import { fifoDepth } from '../fifo';
import { knownStagesOf } from '../stages';
import {
  converterFirings,
  type Firings,
  gatherFirings,
  mvauFirings,
  swgFirings,
  wordsIn,
  wordsOut,
} from './firings';
import type { Line, LineNode } from './simulate';

/** The line of a chain, with what stands between its nodes. */
export interface ChainLine extends Line {
  /** fifos[i]: name of the FIFO between nodes i and i + 1; null where they stand side by side. */
  fifos: readonly (string | null)[];
}

/** What a line is put together from: nodes, converters (which follow from their neighbours), FIFOs. */
type Piece =
  | { kind: 'node'; name: string; firings: Firings }
  | { kind: 'converter'; name: string }
  | { kind: 'fifo'; name: string; depth: number };

/** The nodes of `chainOf` as they read and write, and a converter before the choice of the class where it takes one. */
export function chainLine(request: ChainRequest, estimate: Estimate): ChainLine {
  const stages = knownStagesOf(request.topology);
  const counts: Record<Part['kind'], number> = { swg: 0, fifo: 0, dwc: 0, pool: 0 };
  const pieces = stages.flatMap((stage, i): Piece[] => {
    const before = partsOf(stages, i, request.precision, estimate);
    const { name, folding } = estimate.layers[i];
    return [
      ...before.map((part) => pieceOf(part, `${part.kind}${counts[part.kind]++}`)),
      { kind: 'node', name, firings: mvauFirings(folding, stage.vectors) },
    ];
  });
  const { units } = stages[stages.length - 1];
  const labels = gatherFirings(units / labelPe(units, estimate.ii), 1);
  return lineOf([...pieces, { kind: 'node', name: 'labelselect0', firings: labels }]);
}

function pieceOf(part: Part, name: string): Piece {
  if (part.kind === 'fifo') return { kind: 'fifo', name, depth: fifoDepth(part.at) };
  if (part.kind === 'dwc') return { kind: 'converter', name };
  if (part.kind === 'swg') return { kind: 'node', name, firings: swgFirings(part.at) };
  const { stage, pe } = part.at;
  const { height, width } = pooledShape(stage);
  return { kind: 'node', name, firings: gatherFirings(stage.pool ** 2, (stage.units / pe) * height * width) };
}

/** Puts the pieces in a row; nodes whose numbers of words differ without a converter get one that pads or drops words. */
function lineOf(pieces: readonly Piece[]): ChainLine {
  const nodes: LineNode[] = [];
  const depths: number[] = [];
  const fifos: (string | null)[] = [];
  let fifo: { name: string | null; depth: number } = { name: null, depth: 0 };
  const add = (node: LineNode): void => {
    if (nodes.length > 0) {
      depths.push(fifo.depth);
      fifos.push(fifo.name);
    }
    fifo = { name: null, depth: 0 };
    nodes.push(node);
  };
  const convert = (name: string, { firings }: LineNode): void => {
    const given = wordsOut(nodes[nodes.length - 1].firings);
    const wanted = wordsIn(firings);
    if (given !== wanted) add({ name, firings: converterFirings(given, wanted) });
  };
  pieces.forEach((piece, i) => {
    if (piece.kind === 'fifo') {
      fifo = piece;
    } else if (piece.kind === 'converter') {
      convert(piece.name, pieces.slice(i).find(isNode)!);
    } else {
      if (nodes.length > 0) convert('padding', piece);
      add(piece);
    }
  });
  return { nodes, depths, fifos };
}

const isNode = (piece: Piece): piece is Extract<Piece, { kind: 'node' }> => piece.kind === 'node';
