import * as monaco from 'monaco-editor/editor/editor.api.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/folding/register.js';
import 'monaco-editor/languages/definitions/cpp/register.js';
import 'monaco-editor/languages/definitions/markdown/register.js';
import 'monaco-editor/languages/definitions/tcl/register.js';
import { watchDark } from './dark';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** A read-only view of one file at a time. */
export interface CodeEditor {
  show(path: string, text: string): void;
  dispose(): void;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  c: 'cpp',
  cpp: 'cpp',
  h: 'cpp',
  tcl: 'tcl',
  xdc: 'tcl',
  md: 'markdown',
};

const languageOf = (path: string): string => LANGUAGES[path.split('.').at(-1)!] ?? 'plaintext';

/** Opens Monaco in an element; it follows the page's colours. */
export function createEditor(host: HTMLElement): CodeEditor {
  const editor = monaco.editor.create(host, {
    readOnly: true,
    automaticLayout: true,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    fontSize: 12,
    wordWrap: 'off',
    ariaLabel: 'Generated code',
  });
  const unwatch = watchDark((dark) => monaco.editor.setTheme(dark ? 'vs-dark' : 'vs'));
  return {
    show(path, text) {
      editor.getModel()?.dispose();
      editor.setModel(monaco.editor.createModel(text, languageOf(path)));
    },
    dispose() {
      unwatch();
      editor.getModel()?.dispose();
      editor.dispose();
    },
  };
}
