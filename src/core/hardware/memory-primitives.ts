/** The kinds of memory that FINN weighs against each other for thresholds. */
export type Primitive = 'URAM' | 'BRAM18' | 'LUTRAM';

/** In FINN's order, which decides ties. Source: util/basic.py:250-300. */
const PRIMITIVES: readonly { kind: Primitive; width: number; depth: number }[] = [
  { kind: 'URAM', width: 72, depth: 4096 },
  { kind: 'URAM', width: 36, depth: 8192 },
  { kind: 'URAM', width: 18, depth: 16384 },
  { kind: 'URAM', width: 9, depth: 32768 },
  { kind: 'BRAM18', width: 36, depth: 512 },
  { kind: 'BRAM18', width: 18, depth: 1024 },
  { kind: 'BRAM18', width: 9, depth: 2048 },
  { kind: 'LUTRAM', width: 1, depth: 64 },
];

/** A memory in primitives. */
export interface PrimitiveMemory {
  kind: Primitive;
  count: number;
}

/** The primitives, of one kind or of any, that leave the fewest bits of a memory of `depth` words of `width` bits unused. */
export function leastWaste(width: number, depth: number, kind?: Primitive): PrimitiveMemory {
  const choices = PRIMITIVES.filter((primitive) => kind === undefined || primitive.kind === kind).map(
    (primitive) => {
      const count = Math.ceil(width / primitive.width) * Math.ceil(depth / primitive.depth);
      return {
        kind: primitive.kind,
        count,
        waste: count * primitive.width * primitive.depth - width * depth,
      };
    },
  );
  const best = choices.reduce((a, b) => (b.waste < a.waste ? b : a));
  return { kind: best.kind, count: best.count };
}
