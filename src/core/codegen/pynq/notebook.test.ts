import { describe, expect, it } from 'vitest';
import { mlp } from '../../network/presets';
import { cellName } from '../../precision';
import { generateExport } from '../export';
import { testRequest } from '../testing';

const request = testRequest({
  topology: mlp('784-8-10', [8]),
  bits: [2, 2, 1],
  foldings: [
    [2, 49],
    [5, 4],
  ],
  vectors: 2,
});
const text = (): string =>
  String(generateExport(request).find(({ path }) => path === 'pynq/bitscape.ipynb')?.content);

/** The required fields of nbformat 4.4, by kind of cell. Source: nbformat/v4/nbformat.v4.4.schema.json. */
const FIELDS = {
  markdown: ['cell_type', 'metadata', 'source'],
  code: ['cell_type', 'execution_count', 'metadata', 'outputs', 'source'],
};

describe('the notebook', () => {
  it('is nbformat 4.4: the fields of each cell, none of them run', () => {
    const book = JSON.parse(text());
    expect(Object.keys(book).sort()).toEqual(['cells', 'metadata', 'nbformat', 'nbformat_minor']);
    expect([book.nbformat, book.nbformat_minor]).toEqual([4, 4]);
    expect(book.metadata.kernelspec).toEqual({
      display_name: 'Python 3',
      language: 'python',
      name: 'python3',
    });
    for (const cell of book.cells) {
      expect(Object.keys(cell).sort()).toEqual(FIELDS[cell.cell_type as keyof typeof FIELDS]);
      if (cell.cell_type === 'code') expect([cell.execution_count, cell.outputs]).toEqual([null, []]);
    }
  });

  it('has lines that end in a line break, but for the last of a cell', () => {
    for (const { source } of JSON.parse(text()).cells as { source: string[] }[]) {
      for (const [i, line] of source.entries()) expect(line.endsWith('\n')).toBe(i < source.length - 1);
    }
  });

  it('is the same each time, and names the network and what it was trained to', () => {
    expect(text()).toBe(text());
    expect(text()).toContain(`784-8-10 ${cellName(request.network.precision)}`);
    expect(text()).toContain('The 2 golden images');
  });
});
