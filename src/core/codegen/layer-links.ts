/** Layer that each line of a file belongs to, by 0-based line; null: to none, or to several. */
export type LineLayers = (line: number) => number | null;

/** A name of a layer in generated text: "mvau0", "Mvau0", "MVAU 0", "mvau0_in_fifo", FINN's "MVAU_hls_0". */
const NAME = /\bmvau[ _]?(?:hls_|rtl_)?(\d+)(?:_(\w+))?/gi;

/** The struct of a layer in C++: where a line names several layers, the unit made with it is the one that it calls. */
const STRUCT = /\bMvau(\d+)\b/;

/** Index of the layer that a whole file is of ("hls/mvau2.h", "rtl/mvau2_weights.hex"); null for any other file. */
export function layerOfFile(path: string): number | null {
  const name = path.match(/(?:^|\/)mvau(\d+)(?:_\w+)?\.\w+$/);
  return name && Number(name[1]);
}

/**
 * Index of the layer that a line of a generated file belongs to, by the names in it: a call with the layer's struct, else
 * a name that is not of a layer's output (what reads it belongs to the next layer), else the output's. null: none.
 */
export function layerOfLine(path: string, line: string): number | null {
  const own = layerOfFile(path) ?? numberOf(line.match(STRUCT));
  if (own !== null) return own;
  const names = [...line.matchAll(NAME)];
  return numberOf(names.find(([, , part]) => !part?.startsWith('out')) ?? names[0]);
}

/**
 * Layers of all lines of a file. Besides the names in a line it knows what stands around it: in Verilog the instance that
 * the line is a port or parameter of, in JSON the entry that it is in.
 */
export function lineLayers(path: string, text: string): LineLayers {
  const own = layerOfFile(path);
  if (own !== null) return () => own;
  const lines = text.split('\n');
  const around = BLOCKS[path.slice(path.lastIndexOf('.') + 1)]?.(lines) ?? NOWHERE;
  return (line) => {
    if (line < 0 || line >= lines.length) return null;
    const block = around.get(line);
    return block === undefined ? layerOfLine(path, lines[line]) : block;
  };
}

/** The file to open for a layer: of those beside the open file, else its HLS, else its Verilog; null if it has none. */
export function fileOfLayer(paths: readonly string[], layer: number, open: string): string | null {
  const main = paths.filter((path) => /\/mvau\d+\.\w+$/.test(path) && layerOfFile(path) === layer);
  const folder = open.slice(0, open.indexOf('/') + 1);
  return main.find((path) => folder !== '' && path.startsWith(folder)) ?? main.sort()[0] ?? null;
}

const numberOf = (match: RegExpMatchArray | null | undefined): number | null =>
  match ? Number(match[1]) : null;

/** Layers of the lines that stand in a block. */
type Around = ReadonlyMap<number, number | null>;

const NOWHERE: Around = new Map();

/** How the lines of a file are grouped, by its ending. */
const BLOCKS: Readonly<Record<string, (lines: readonly string[]) => Around>> = {
  v: instances,
  json: entries,
};

/** Verilog: lines of a module's instance, "unit #(" or "unit name (" to ");", which belong to the layer of its name. */
function instances(lines: readonly string[]): Around {
  const around = new Map<number, number | null>();
  for (let from = 0; from < lines.length; from++) {
    const start = lines[from].match(/^ {2}[a-z]\w* (?:#\(|(\w+) \()$/);
    if (!start) continue;
    const to = lines.indexOf('  );', from);
    if (to < 0) break;
    const inner = lines.slice(from, to).map((line) => line.match(/^ {2}\) (\w+) \($/)?.[1]);
    const name = start[1] ?? inner.find((found) => found !== undefined) ?? '';
    const layer = layerOfLine('', name);
    for (let line = from; line <= to; line++) around.set(line, layer);
    from = to;
  }
  return around;
}

/** JSON in lines: those of an object whose key, or whose first member "name", is of a layer. */
function entries(lines: readonly string[]): Around {
  const around = new Map<number, number | null>();
  for (let from = 0; from < lines.length; from++) {
    const start = lines[from].match(/^(\s*)("[^"]*": )?[{[]$/);
    if (!start) continue;
    const name = lines[from + 1]?.match(/^\s*"name": ("[^"]*")/)?.[1];
    const layer = layerOfLine('', start[2] ?? '') ?? layerOfLine('', name ?? '');
    if (layer === null) continue;
    const to = endOf(lines, from, start[1]);
    if (to < 0) break;
    for (let line = from; line <= to; line++) around.set(line, layer);
    from = to;
  }
  return around;
}

/** The line that closes a JSON object or list of that indent; -1 if there is none. */
function endOf(lines: readonly string[], from: number, indent: string): number {
  for (let to = from + 1; to < lines.length; to++) {
    if (lines[to].startsWith(indent) && /^[}\]],?$/.test(lines[to].slice(indent.length))) return to;
  }
  return -1;
}
