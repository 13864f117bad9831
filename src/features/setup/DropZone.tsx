import { type DragEvent, type ReactNode, useState } from 'react';
import { openFiles } from '../../state/data';
import styles from './drop.module.css';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** The whole page takes dropped IDX files. */
export function DropZone(props: { className: string; children: ReactNode }) {
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be opened with a button too; this adds dropping
    <div
      className={props.className}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        // Over to another part of the page the target stays inside; out of the window, or on Escape, there is none.
        const { currentTarget, relatedTarget } = event;
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        void openFiles([...event.dataTransfer.files]);
      }}
    >
      {props.children}
      {over && <div className={styles.veil}>Drop the IDX files of MNIST, raw or .gz</div>}
    </div>
  );
}
