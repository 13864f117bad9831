import { lazy, Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { CellPanel } from '../features/cell/CellPanel';
import { DevicePanel } from '../features/device/DevicePanel';
import { Drawer } from '../features/drawer/Drawer';
import { GridPanel } from '../features/grid/GridPanel';
import { Header } from '../features/header/Header';
import { Notices } from '../features/notices/Notices';
import { DropZone } from '../features/setup/DropZone';
import { HardwareSection } from '../features/setup/HardwareSection';
import { NetworkSection } from '../features/setup/NetworkSection';
import { PipelineSection } from '../features/setup/PipelineSection';
import { TrainingSection } from '../features/setup/TrainingSection';
import { Transport } from '../features/transport/Transport';
import { useGrid } from '../state/grid';
import { useStore } from '../state/store';
import styles from './app.module.css';
import { PanelError } from './PanelError';
import { useShortcuts } from './shortcuts';

const CompressPanel = lazy(() => import('../features/compress/CompressPanel'));
const StepPanel = lazy(() => import('../features/compress/StepPanel'));

/** The explorer: what is designed on the left, the grid or the pipeline in the centre, the selected cell or step on the right. */
export function App() {
  const grid = useGrid();
  const compress = useStore((s) => s.design.view === 'compress');
  useShortcuts();
  return (
    <DropZone className={styles.app}>
      <Header />
      <aside className={styles.left} aria-label="Design">
        <Panel>
          <NetworkSection />
          <hr />
          {compress ? (
            <PipelineSection />
          ) : (
            <>
              <TrainingSection />
              <hr />
              <HardwareSection refusal={grid.refusal} />
              <hr />
              <DevicePanel grid={grid} />
            </>
          )}
        </Panel>
      </aside>
      <main className={styles.centre}>
        <Panel>{compress ? <Lazy panel={CompressPanel} /> : <GridPanel grid={grid} />}</Panel>
        <Panel>
          <Drawer grid={grid} />
        </Panel>
      </main>
      <section className={styles.right} aria-label={compress ? 'Selected step' : 'Selected cell'}>
        <Panel>{compress ? <Lazy panel={StepPanel} /> : <CellPanel grid={grid} />}</Panel>
      </section>
      <Transport />
      <Notices />
    </DropZone>
  );
}

/** A panel that is loaded when it is first shown. */
function Lazy({ panel: Panel }: { panel: React.ComponentType }) {
  return (
    <Suspense fallback={<p className="dim">Loading…</p>}>
      <Panel />
    </Suspense>
  );
}

/** A part of the page that fails alone. */
function Panel(props: { children: React.ReactNode }) {
  return <ErrorBoundary FallbackComponent={PanelError}>{props.children}</ErrorBoundary>;
}
