import { useEffect, useRef, useState } from 'react';
import { cellKey, cellName } from '../../core/precision';
import type { TextFile } from '../../state/export';
import { generateSelected } from '../../state/export';
import { useStore } from '../../state/store';
import styles from './drawer.module.css';
import { type CodeEditor, createEditor } from './editor';

/** The generated project of the selected cell, read-only, in Monaco. Loaded when it is first opened. */
export default function CodePanel() {
  const selected = useStore((s) => s.design.selected);
  const cell = useStore((s) => s.results[cellKey(selected)]?.cell);
  const [files, setFiles] = useState<TextFile[]>([]);
  const [problem, setProblem] = useState('');
  const [path, setPath] = useState('');
  useEffect(() => {
    let current = true;
    setProblem('');
    if (!cell) return setFiles([]);
    generateSelected().then(
      (generated) => current && setFiles(generated),
      (error: Error) => current && setProblem(error.message),
    );
    return () => {
      current = false;
    };
  }, [cell]);
  if (problem) return <p className={styles.hint}>{problem}</p>;
  if (!cell) {
    return (
      <p className={styles.hint}>
        {cellName(selected)} is not trained yet. Its code holds its weights and thresholds, so train it first.
      </p>
    );
  }
  if (files.length === 0) return <p className={styles.hint}>Writing the code of {cellName(selected)}…</p>;
  const file = files.find((f) => f.path === path) ?? files.find((f) => f.path.endsWith('.cpp')) ?? files[0];
  return (
    <div className={styles.code}>
      <ul className={styles.files} aria-label="Files">
        {files.map((f) => (
          <li key={f.path}>
            <button type="button" aria-current={f === file} onClick={() => setPath(f.path)}>
              {f.path}
            </button>
          </li>
        ))}
      </ul>
      <Editor file={file} />
    </div>
  );
}

function Editor({ file }: { file: TextFile }) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor>(null);
  useEffect(() => {
    const created = createEditor(host.current!);
    editor.current = created;
    return () => created.dispose();
  }, []);
  useEffect(() => editor.current?.show(file.path, file.text), [file]);
  return <div ref={host} className={styles.editor} />;
}
