import type { GeneratedFile } from '../../core/codegen/export-request';

/** Monaco's languages by a file's ending; those that it has no grammar for get the nearest. */
const LANGUAGES: Readonly<Record<string, string>> = {
  c: 'cpp',
  cpp: 'cpp',
  h: 'cpp',
  v: 'systemverilog',
  vlt: 'systemverilog',
  tcl: 'tcl',
  xdc: 'tcl',
  md: 'markdown',
  py: 'python',
  json: 'javascript',
  ipynb: 'javascript',
};

const endingOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** Monaco's language of a file; "plaintext" for those without one. */
export const languageOf = (path: string): string => LANGUAGES[endingOf(path)] ?? 'plaintext';

/** What binary files are, by their ending. */
const BINARY: Readonly<Record<string, string>> = {
  onnx: 'An ONNX model (protocol buffers). Netron, onnxruntime, FINN and hls4ml read it; qonnx/README.md says which file is for what.',
};

/** What a file is that is no text, in words. */
export const binaryWords = (path: string): string =>
  BINARY[endingOf(path)] ?? `Binary data (.${endingOf(path)}).`;

/** "12,345 bytes". */
export function sizeWords(content: GeneratedFile['content']): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content).length : content.length;
  return `${bytes.toLocaleString('en')} bytes`;
}

/** The file that is shown while none is chosen: the top of the HLS, else the README. */
export const firstPath = (paths: readonly string[]): string =>
  ['hls/bitscape_top.cpp', 'README.md'].find((path) => paths.includes(path)) ?? paths[0] ?? '';
