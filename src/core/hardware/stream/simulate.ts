import { type Firings, wordsOut } from './firings';

/** A node of a line. */
export interface LineNode {
  name: string;
  firings: Firings;
}

/** Nodes in a row, and the words of the FIFO between each and the next: 0 is no FIFO, Infinity one that never fills. */
export interface Line {
  nodes: readonly LineNode[];
  depths: readonly number[];
}

/** When what happened, in cycles from the first. */
export interface Run {
  /** ends[i][n]: when node i was through with image n. */
  ends: readonly Float64Array[];
  /** sums[i][n]: sum of the times of node i's firings in image n. */
  sums: readonly Float64Array[];
  /** Most words that lay in each FIFO at once. */
  filled: readonly number[];
}

/** A link between two nodes: when its words went in, could be read, and were read. */
interface Link {
  depth: number;
  offered: Float64Array;
  entered: Float64Array;
  read: Float64Array;
  /** Words so far. */
  offers: number;
  entries: number;
  reads: number;
}

interface Actor {
  firings: Firings;
  input: Link | null;
  output: Link | null;
  /** Place in the image, images done, first cycle that is free. */
  at: number;
  image: number;
  free: number;
  /** The word that was written last has not left. */
  holds: boolean;
  ends: Float64Array;
  sums: Float64Array;
}

/**
 * Runs images through a line, each node as soon as it can: it fires when its word has come and the word that it wrote
 * before has left. A word leaves into a FIFO that has room, or without a FIFO when the next node reads it; until then the
 * whole node stands still. A FIFO shows a word, and the room that a reading leaves, a cycle later.
 * `every`: cycles between the images at the entrance; 0 means that they are always there.
 */
export function simulate({ nodes, depths }: Line, images: number, every = 0): Run {
  const links = depths.map((depth, i) => linkOf(depth, wordsOut(nodes[i].firings) * images));
  const actors = nodes.map(
    ({ firings }, i): Actor => ({
      firings,
      input: i > 0 ? links[i - 1] : null,
      output: i < links.length ? links[i] : null,
      at: 0,
      image: 0,
      free: 0,
      holds: false,
      ends: new Float64Array(images),
      sums: new Float64Array(images),
    }),
  );
  for (let i = 0; i < actors.length; ) i += advance(actors[i], images, every);
  // What the last node did not wait for: words that are read and dropped.
  while (actors.some(({ image }) => image < images))
    for (const actor of actors) advance(actor, images, every);
  return {
    ends: actors.map(({ ends }) => ends),
    sums: actors.map(({ sums }) => sums),
    filled: links.map(mostWords),
  };
}

const linkOf = (depth: number, words: number): Link => ({
  depth,
  offered: new Float64Array(words),
  entered: new Float64Array(words),
  read: new Float64Array(words),
  offers: 0,
  entries: 0,
  reads: 0,
});

/**
 * Lets a node fire as long as all that it waits for is known. Where to go on: 1, at the next node, which must read first
 * (or this one is through); -1, at the one before, which must write first. Either can then go on: a node that waits for
 * room has written what the next one needs, and one that waits for a word has read all there was.
 */
function advance(actor: Actor, images: number, every: number): 1 | -1 {
  const { firings, input, output, ends, sums } = actor;
  const { idle, reads, writes } = firings;
  while (actor.image < images) {
    if (actor.holds) {
      if (!leave(output!, actor)) return 1;
      actor.holds = false;
    } else {
      const { at, image } = actor;
      let start = actor.free + idle[at];
      if (reads[at] === 1) {
        if (input && !hasWord(input)) return -1;
        start = Math.max(start, input ? readable(input) : image * every);
        if (input) input.read[input.reads++] = start;
      }
      actor.free = start + 1;
      sums[image] += start;
      if (writes[at] === 1 && output) {
        output.offered[output.offers++] = start + 1;
        actor.holds = true;
      }
      actor.at++;
    }
    if (!actor.holds && actor.at === idle.length) {
      ends[actor.image++] = actor.free;
      actor.at = 0;
    }
  }
  return 1;
}

const hasWord = ({ depth, reads, offers, entries }: Link): boolean =>
  reads < (depth === 0 ? offers : entries);

const readable = ({ depth, offered, entered, reads }: Link): number =>
  depth === 0 ? offered[reads] : entered[reads] + 1;

/** The last written word leaves its node, which may then go on; false if it is not known yet when. */
function leave(link: Link, actor: Actor): boolean {
  const word = link.offers - 1;
  const before = link.depth === 0 ? word : word - link.depth;
  if (before >= link.reads) return false;
  const room = before < 0 ? 0 : link.read[before] + (link.depth === 0 ? 0 : 1);
  link.entered[word] = Math.max(link.offered[word], room);
  link.entries++;
  actor.free = Math.max(actor.free, link.entered[word]);
  return true;
}

/** Most words that were in the FIFO in one cycle: those that had entered and were read in it or later. */
function mostWords({ entered, read, entries }: Link): number {
  let most = 0;
  let first = 0;
  for (let word = 0; word < entries; word++) {
    while (read[first] < entered[word]) first++;
    most = Math.max(most, word - first + 1);
  }
  return most;
}
