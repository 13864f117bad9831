import { useEffect, useRef, useState } from 'react';
import { cellLink } from '../../core/design/link';
import { designDevice } from '../../core/design/own-device';
import { cellName } from '../../core/precision';
import { useActiveData } from '../../state/data-sets';
import type { TextFile } from '../../state/export';
import { generateSelected } from '../../state/export';
import { referenceWords, useExportable } from '../../state/exportable';
import { useStore } from '../../state/store';
import styles from './drawer.module.css';
import { type CodeEditor, createEditor } from './editor';

/** The generated project of the selected cell, read-only, in Monaco. Loaded when it is first opened. */
export default function CodePanel() {
  const name = useStore((s) => cellName(s.design.selected));
  const exportable = useExportable();
  const link = useStore((s) => cellLink(s.design));
  const { id } = useActiveData();
  const [path, setPath] = useState('');
  if (!exportable) {
    return (
      <p className={styles.hint}>
        {name} is not trained yet. Its code holds its weights and thresholds, so train it first.
      </p>
    );
  }
  const reference = referenceWords(exportable);
  // The link, the data set and whose network it is are all that the code depends on: else it is written anew.
  return <Project key={`${link} ${id} ${reference}`} reference={reference} path={path} onPath={setPath} />;
}

interface ProjectProps {
  /** What the code is of if not of the person's own training. */
  reference: string | null;
  path: string;
  onPath(path: string): void;
}

function Project({ reference, path, onPath }: ProjectProps) {
  const design = useStore((s) => s.design);
  const { selected, clockMhz } = design;
  const [files, setFiles] = useState<readonly TextFile[]>([]);
  const [problem, setProblem] = useState('');
  const owner = `${cellName(selected)} for ${designDevice(design).id}, ${clockMhz} MHz`;
  useEffect(() => {
    let current = true;
    generateSelected().then(
      (generated) => current && setFiles(generated),
      (error: Error) => current && setProblem(error.message),
    );
    return () => {
      current = false;
    };
  }, []);
  if (problem) return <p className={styles.hint}>{problem}</p>;
  if (files.length === 0) return <p className={styles.hint}>Writing the code of {owner}…</p>;
  const file = files.find((f) => f.path === path) ?? files.find((f) => f.path.endsWith('.cpp')) ?? files[0];
  return (
    <div className={styles.code}>
      <nav className={styles.files} aria-label="Generated project">
        <h2>{owner}</h2>
        {reference && <p>{reference}</p>}
        <ul aria-label="Files">
          {files.map((f) => (
            <li key={f.path}>
              <button type="button" aria-current={f === file} onClick={() => onPath(f.path)}>
                {f.path}
              </button>
            </li>
          ))}
        </ul>
      </nav>
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
