/** Width that generated code keeps to. */
export const CODE_WIDTH = 110;

/** Joins items with ", " into lines of at most CODE_WIDTH columns, each indented by `indent`. */
export function wrapped(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    if (line && indent.length + line.length + item.length + 3 > CODE_WIDTH) {
      lines.push(`${indent}${line},`);
      line = '';
    }
    line = line ? `${line}, ${item}` : item;
  }
  lines.push(indent + line);
  return lines.join('\n');
}

/** "1 neuron", "64 neurons". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** First line of every generated source: what it is, of which network, and who wrote it. */
export const banner = (comment: string, title: string, origin: string): string =>
  `${comment} ${title}\n${comment} ${origin}\n`;
