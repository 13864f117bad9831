import type { editor as Editors } from 'monaco-editor/editor/editor.api.js';
import { type LineLayers, layerOfFile, lineLayers } from '../../core/codegen/layer-links';

/** A text to show; with `other`, beside that of the pinned cell. */
export interface ShownText {
  path: string;
  text: string;
  other?: string;
}

/** A read-only view of one file at a time. */
export interface CodeEditor {
  show(file: ShownText): void;
  /** Marks the lines of a layer; null: of none. */
  mark(layer: number | null): void;
  dispose(): void;
}

/** What an editor tells of the layers that its lines belong to; null: the line belongs to none. */
export interface LayerEvents {
  /** The pointer is over a line, or has left the text. */
  onHover(layer: number | null): void;
  /** The cursor was put on a line, by pointer or key; `line` is 1-based. */
  onChoose(layer: number | null, line: number): void;
}

/** Class names of linked lines. */
export interface LinkStyles {
  [name: string]: string;
}

/** Files of more lines have no marks: their links work all the same. */
const MARKED_LINES = 20_000;

/** Links the lines of an editor with the layers that they belong to: `core/codegen/layer-links.ts`. */
export function linkLayers(editor: Editors.ICodeEditor, events: LayerEvents, styles: LinkStyles) {
  const marks = editor.createDecorationsCollection();
  let layerAt: LineLayers = () => null;
  let marked: readonly (number | null)[] = [];
  let selected: number | null = null;

  const draw = () =>
    marks.set(
      marked.flatMap((layer, line) =>
        layer === null
          ? []
          : [
              {
                range: { startLineNumber: line + 1, startColumn: 1, endLineNumber: line + 1, endColumn: 1 },
                options: {
                  isWholeLine: true,
                  linesDecorationsClassName: styles.linked,
                  ...(layer === selected && { className: styles.ofLayer }),
                },
              },
            ],
      ),
    );
  const listeners = [
    editor.onMouseMove(({ target }) =>
      events.onHover(target.position ? layerAt(target.position.lineNumber - 1) : null),
    ),
    editor.onMouseLeave(() => events.onHover(null)),
    editor.onDidChangeCursorPosition(({ source, position }) => {
      if (source === 'mouse' || source === 'keyboard')
        events.onChoose(layerAt(position.lineNumber - 1), position.lineNumber);
    }),
  ];
  return {
    show(path: string, text: string) {
      layerAt = lineLayers(path, text);
      const lines = text.split('\n').length;
      // In a layer's own file every line is: the heading says so.
      const plain = layerOfFile(path) !== null || lines > MARKED_LINES;
      marked = plain ? [] : Array.from({ length: lines }, (_, line) => layerAt(line));
      draw();
    },
    mark(layer: number | null) {
      if (layer === selected) return;
      selected = layer;
      draw();
    },
    dispose() {
      for (const listener of listeners) listener.dispose();
      marks.clear();
    },
  };
}
