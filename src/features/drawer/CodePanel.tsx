import { useMemo } from 'react';
import { cellLink } from '../../core/design/link';
import { designDevice } from '../../core/design/own-device';
import { stagesOf } from '../../core/network/topology';
import { type CellPosition, cellName } from '../../core/precision';
import { useActiveData, useDataStatus } from '../../state/data-sets';
import { generateCell } from '../../state/export';
import { designAt, type Exportable, referenceWords, useExportable } from '../../state/exportable';
import { designTopology } from '../../state/recipes';
import { useStore } from '../../state/store';
import { Badge } from '../export/Badge';
import { badgeOf } from '../export/badge-words';
import { Progress } from '../export/Progress';
import { Compare } from './Compare';
import styles from './code.module.css';
import { countWords, type Differences, differencesOf } from './difference';
import { FileTree } from './FileTree';
import { firstPath } from './file-kind';
import { OpenFile } from './OpenFile';
import { type Subject, useBranchSubject } from './subject';
import { useAgainst } from './use-against';
import { type Project, useProject } from './use-project';

const NO_DIFFERENCES: Differences = new Map();

/** The generated project of the selected cell or branch, read-only, in Monaco. Loaded when it is first opened. */
export default function CodePanel() {
  const compress = useStore((s) => s.design.view === 'compress');
  return compress ? <BranchCode /> : <CellCode />;
}

function CellCode() {
  const design = useStore((s) => s.design);
  const { selected, clockMhz } = design;
  const name = cellName(selected);
  const exportable = useExportable();
  const key = useCodeKey(selected, exportable);
  if (!exportable || key === null)
    return (
      <p className={styles.hint}>
        {name} is not trained yet. Its code holds its weights and thresholds, so train it first.
      </p>
    );
  const owner = `${name} for ${designDevice(design).id}, ${clockMhz} MHz`;
  const generate: Subject['generate'] = (hooks) => generateCell(selected, hooks);
  return <Code subject={{ name, owner, key, exportable, generate }} />;
}

function BranchCode() {
  const subject = useBranchSubject();
  if (typeof subject === 'string') return <p className={styles.hint}>{subject}</p>;
  return <Code subject={subject} />;
}

/** All that the code of a cell depends on: its link, the data set and whose network it is. */
function useCodeKey(cell: CellPosition, exportable: Exportable | null): string | null {
  const design = useStore((s) => s.design);
  const { id } = useActiveData();
  return exportable && `${cellLink(designAt(design, cell))} ${id} ${referenceWords(exportable)}`;
}

function Code({ subject }: { subject: Subject }) {
  const { name, owner, exportable } = subject;
  const design = useStore((s) => s.design);
  const { selected } = design;
  const { pins, against } = useAgainst();
  const other = useExportable(against ?? selected);
  const project = useProject(subject.key, subject.generate);
  const pinned = useProject(useCodeKey(against ?? selected, against && other), (hooks) =>
    generateCell(against ?? selected, hooks),
  );
  const pinnedName = against ? cellName(against) : '';
  const files = project.export?.files;
  const otherFiles = pinned.export?.files;
  const differences = useMemo(
    () => (files && otherFiles ? differencesOf(files, otherFiles) : NO_DIFFERENCES),
    [files, otherFiles],
  );
  const chosen = useStore((s) => s.codePath);
  const updateSession = useStore((s) => s.updateSession);
  if (!project.export) return <Waiting project={project} what={`Writing the code of ${owner}`} />;
  const there = otherFiles
    ? [...differences].flatMap(([path, kind]) => (kind === 'there' ? [path] : []))
    : [];
  const paths = [...project.export.files.map(({ path }) => path), ...there];
  const path = paths.includes(chosen) ? chosen : firstPath(paths);
  const contentIn = (list: typeof files) => list?.find((file) => file.path === path)?.content;
  const reference = referenceWords(exportable);
  const names = [name, pinnedName] as const;
  return (
    <div className={styles.code}>
      <nav className={styles.files} aria-label="Generated project">
        <h2>{owner}</h2>
        {reference && <p>{reference}</p>}
        <FileTree
          paths={paths}
          current={path}
          differences={differences}
          names={names}
          onOpen={(codePath) => updateSession({ codePath })}
        />
      </nav>
      <OpenFile
        path={path}
        content={contentIn(files)}
        other={contentIn(otherFiles)}
        difference={differences.get(path)}
        names={names}
        layers={stagesOf(designTopology(design)).length}
      >
        <Compare pins={pins} against={against} />
        <Badge content={badgeOf(exportable)} vectors={project.export.vectors} name={name} />
        {against && (
          <div className={styles.compared}>
            {!other ? (
              <p role="status">
                {pinnedName} is pinned but not trained yet: there is no code to compare with. Train it, or
                choose another pin.
              </p>
            ) : otherFiles ? (
              <p role="status">{countWords(differences, project.export.files.length, name, pinnedName)}.</p>
            ) : (
              <Waiting project={pinned} what={`Writing the code of ${pinnedName}`} />
            )}
          </div>
        )}
      </OpenFile>
    </div>
  );
}

/** What is shown instead of a project: how far it is, that it was stopped, or why there is none. */
function Waiting({ project, what }: { project: Project; what: string }) {
  const data = useDataStatus();
  if (project.problem) return <p className={styles.hint}>{project.problem}</p>;
  if (!project.isStopped) {
    const { progress, stop } = project;
    const waitsFor = data.state === 'loading' ? data.text : '';
    return <Progress key={what} what={what} progress={progress} waitsFor={waitsFor} onStop={stop} />;
  }
  return (
    <p className={styles.hint}>
      Stopped.{' '}
      <button type="button" onClick={project.start}>
        Write it
      </button>
    </p>
  );
}
