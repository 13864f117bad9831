import * as monaco from 'monaco-editor/editor/editor.api.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/folding/register.js';
import 'monaco-editor/languages/definitions/cpp/register.js';
import 'monaco-editor/languages/definitions/javascript/register.js';
import 'monaco-editor/languages/definitions/markdown/register.js';
import 'monaco-editor/languages/definitions/python/register.js';
import 'monaco-editor/languages/definitions/systemverilog/register.js';
import 'monaco-editor/languages/definitions/tcl/register.js';
import { watchDark } from './dark';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** What all editors of the drawer have in common. */
export const OPTIONS = {
  readOnly: true,
  automaticLayout: true,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  fontSize: 12,
  wordWrap: 'off',
  lineDecorationsWidth: 14,
} as const;

/** Tints of a diff, weak enough for the text on them. */
const tints = (green: string, line: string, word: string) => ({
  'diffEditor.insertedLineBackground': `${green}${line}`,
  'diffEditor.insertedTextBackground': `${green}${word}`,
  'diffEditor.removedLineBackground': '#ff00001a',
  'diffEditor.removedTextBackground': '#ff000024',
});

// Monaco's own themes with text that stands out enough from the page's panel and from the tints (WCAG 1.4.3).
monaco.editor.defineTheme('bitscape-light', {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '0b5d1e' },
    { token: 'number', foreground: '065f40' },
  ],
  colors: { 'editorLineNumber.foreground': '#4a5056', ...tints('#9bb955', '1a', '24') },
});
monaco.editor.defineTheme('bitscape-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '8cc07a' },
    { token: 'keyword', foreground: '7db8ff' },
  ],
  colors: {
    'editor.background': '#171a1d',
    'editorLineNumber.foreground': '#9aa3ab',
    ...tints('#9ccc2c', '10', '1a'),
  },
});

/** Follows the page's colours; returns a function that stops. */
export const followTheme = (): (() => void) =>
  watchDark((dark) => monaco.editor.setTheme(dark ? 'bitscape-dark' : 'bitscape-light'));

export { monaco };
