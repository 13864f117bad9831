/** How elements go through a stream: `group` of them in each of `words` words per vector, `vectors` per image. */
export interface Side {
  group: number;
  words: number;
  vectors: number;
}

/** A FIFO between two processes of the dataflow region. */
export interface Stream {
  name: string;
  /** C++ constant expression of its width in bits, and its value. */
  bits: string;
  width: number;
  /** Words per image. */
  words: number;
  /** FIFO depth in words. */
  depth: number;
}

/** What a width adapter does: joins `factor` narrow words of `bits` bits into one, or splits one into them. */
export interface Regrouping {
  joins: boolean;
  bits: number;
  factor: number;
  /** Words per vector on both sides. */
  inWords: number;
  outWords: number;
}

/** A process of the dataflow region. */
export interface Process {
  /** What it is, in words: "the input stream", "mvau1", "a width adapter before mvau1". */
  name: string;
  /** The C++ call. */
  call: string;
  /** The stream that it fills; null for the last one. */
  output: Stream | null;
  /** Cycles per image if it never waits, without the depth of its pipeline. */
  cycles: number;
  /** Of a width adapter. */
  regroups?: Regrouping;
}

/** Depth of a FIFO that only hands words over. */
const LEAST_DEPTH = 2;

/** A stream whose words hold elements of `bits` bits. */
export const streamOf = (name: string, side: Side, bits: number, expression?: string): Stream => ({
  name,
  bits: expression ?? String(side.group * bits),
  width: side.group * bits,
  words: side.words * side.vectors,
  depth: LEAST_DEPTH,
});

/** The stream with room for a number of words. */
export const withRoom = (stream: Stream, words: number): Stream => ({
  ...stream,
  depth: Math.max(LEAST_DEPTH, Math.ceil(words)),
});

/** All elements of an image as one vector; only for sides without padding. */
export const flat = ({ group, words, vectors }: Side): Side => ({
  group,
  words: words * vectors,
  vectors: 1,
});
