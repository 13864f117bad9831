import styles from './code.module.css';
import { type CodeEditor, type LayerEvents, linkLayers } from './editor-links';
import { languageOf } from './file-kind';
import { followTheme, monaco, OPTIONS } from './monaco';

/** Opens Monaco in an element, for one text at a time; it follows the page's colours. */
export function createEditor(host: HTMLElement, events: LayerEvents): CodeEditor {
  const editor = monaco.editor.create(host, { ...OPTIONS, ariaLabel: 'Generated code' });
  const unwatch = followTheme();
  const links = linkLayers(editor, events, styles);
  return {
    show({ path, text }) {
      editor.getModel()?.dispose();
      editor.setModel(monaco.editor.createModel(text, languageOf(path)));
      links.show(path, text);
    },
    mark: links.mark,
    dispose() {
      unwatch();
      links.dispose();
      editor.getModel()?.dispose();
      editor.dispose();
    },
  };
}
