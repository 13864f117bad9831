import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { GeneratedFile } from '../../core/codegen/export-request';
import { layerOfFile } from '../../core/codegen/layer-links';
import { useStore } from '../../state/store';
import { layerTitle } from '../layers/view-model';
import styles from './code.module.css';
import { type Difference, differenceWords } from './difference';
import { createEditor } from './editor';
import type { CodeEditor, ShownText } from './editor-links';
import { binaryWords, sizeWords } from './file-kind';

type Content = GeneratedFile['content'];

export interface OpenFileProps {
  path: string;
  /** undefined where only the other export has the file. */
  content: Content | undefined;
  /** The same file of the pinned cell's export; undefined: none, or it is not compared. */
  other: Content | undefined;
  difference: Difference | undefined;
  /** Names of the selected and of the pinned cell. */
  names: readonly [here: string, there: string];
  /** Layers of the network. */
  layers: number;
  /** Stands beside the heading. */
  children?: ReactNode;
}

/** The open file: its path, what it is of, and its text, beside the pinned cell's where they differ. */
export function OpenFile({ path, content, other, difference, names, layers, children }: OpenFileProps) {
  const shown = content ?? other ?? '';
  const isText = typeof shown === 'string';
  const compares = difference === 'changed' && typeof content === 'string' && typeof other === 'string';
  const isSame = other !== undefined && difference === undefined;
  return (
    <div className={styles.open}>
      <div className={styles.heading}>
        <h3>{path}</h3>
        <FileLayer layer={layerOfFile(path)} />
        {difference && <span className={styles.note}>{differenceWords(difference, ...names)}</span>}
        {isSame && <span className="dim">as in {names[1]}</span>}
        {children}
      </div>
      {isText ? (
        <Editor
          key={String(compares)}
          compares={compares}
          path={path}
          text={shown}
          other={compares ? other : undefined}
          layers={layers}
        />
      ) : (
        <p className={styles.binary}>
          {binaryWords(path)} {sizeWords(shown)}. MANIFEST.json has its SHA-256.
          {difference === 'changed' &&
            other !== undefined &&
            ` In the export of ${names[1]}: ${sizeWords(other)}.`}
        </p>
      )}
    </div>
  );
}

/** The layer that a whole file is of; pressed, it is selected. */
function FileLayer({ layer }: { layer: number | null }) {
  const selected = useStore((s) => s.layer);
  const updateSession = useStore((s) => s.updateSession);
  if (layer === null) return null;
  return (
    <button
      type="button"
      className={styles.layer}
      aria-pressed={layer === selected}
      title="Select this layer in the list of layers"
      onClick={() => updateSession({ layer: layer === selected ? null : layer })}
    >
      {layerTitle(layer)}
    </button>
  );
}

interface EditorProps extends ShownText {
  /** Shows `other` and `text` side by side. */
  compares: boolean;
  layers: number;
}

/** Monaco, plain or as diff editor, which is loaded when it is first needed; lines select the layer that they belong to. */
function Editor({ compares, path, text, other, layers }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const layer = useStore((s) => s.layer);
  const updateSession = useStore((s) => s.updateSession);
  const [line, setLine] = useState('');
  const known = useRef(layers);
  known.current = layers;
  useEffect(() => {
    let created: CodeEditor | null = null;
    let ended = false;
    const legal = (found: number | null) => (found !== null && found < known.current ? found : null);
    const events = {
      onHover: (found: number | null) => updateSession({ hoveredLayer: legal(found) }),
      onChoose(found: number | null, number: number) {
        const chosen = legal(found);
        setLine(chosen === null ? '' : `Line ${number} belongs to ${layerTitle(chosen)}.`);
        if (chosen !== null) updateSession({ layer: chosen });
      },
    };
    const open = (create: typeof createEditor) => {
      if (ended || !host.current) return;
      created = create(host.current, events);
      setEditor(created);
    };
    if (compares) void import('./diff-editor').then(({ createDiffEditor }) => open(createDiffEditor));
    else open(createEditor);
    return () => {
      ended = true;
      created?.dispose();
      updateSession({ hoveredLayer: null });
    };
  }, [compares, updateSession]);
  useEffect(() => {
    editor?.show({ path, text, other });
    setLine('');
  }, [editor, path, text, other]);
  useEffect(() => editor?.mark(layer), [editor, layer]);
  return (
    <>
      <div ref={host} className={styles.editor} />
      <p role="status" className="visually-hidden">
        {line}
      </p>
    </>
  );
}
