import 'monaco-editor/features/diffEditor/register.js';
import styles from './code.module.css';
import { type CodeEditor, type LayerEvents, linkLayers } from './editor-links';
import { languageOf } from './file-kind';
import { followTheme, monaco, OPTIONS } from './monaco';

/** Narrower editors show both texts below each other, pixels. */
const SIDE_BY_SIDE = 640;

/** Names an editor for screen readers, anew whenever the diff editor has forgotten it with a change of its own options. */
function keepLabel(editor: monaco.editor.ICodeEditor, ariaLabel: string): void {
  const keep = () => {
    if (editor.getOption(monaco.editor.EditorOption.ariaLabel) !== ariaLabel)
      editor.updateOptions({ ariaLabel });
  };
  editor.onDidChangeConfiguration(keep);
  keep();
}

/** Opens Monaco's diff editor in an element: the other text on the left, the shown one on the right. */
export function createDiffEditor(host: HTMLElement, events: LayerEvents): CodeEditor {
  const editor = monaco.editor.createDiffEditor(host, {
    ...OPTIONS,
    originalEditable: false,
    renderSideBySideInlineBreakpoint: SIDE_BY_SIDE,
    useInlineViewWhenSpaceIsLimited: true,
    hideUnchangedRegions: { enabled: true },
  });
  keepLabel(editor.getOriginalEditor(), 'Code of the pinned cell');
  keepLabel(editor.getModifiedEditor(), 'Generated code');
  const unwatch = followTheme();
  const links = linkLayers(editor.getModifiedEditor(), events, styles);
  const drop = () => {
    const model = editor.getModel();
    editor.setModel(null);
    model?.original.dispose();
    model?.modified.dispose();
  };
  return {
    show({ path, text, other }) {
      drop();
      const language = languageOf(path);
      editor.setModel({
        original: monaco.editor.createModel(other ?? '', language),
        modified: monaco.editor.createModel(text, language),
      });
      links.show(path, text);
    },
    mark: links.mark,
    dispose() {
      unwatch();
      links.dispose();
      drop();
      editor.dispose();
    },
  };
}
