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
import { TrainingSection } from '../features/setup/TrainingSection';
import { Transport } from '../features/transport/Transport';
import { useGrid } from '../state/grid';
import styles from './app.module.css';
import { PanelError } from './PanelError';
import { useShortcuts } from './shortcuts';

/** The explorer: what is designed on the left, the grid in the centre, the selected cell on the right. */
export function App() {
  const grid = useGrid();
  useShortcuts();
  return (
    <DropZone className={styles.app}>
      <Header />
      <aside className={styles.left} aria-label="Design">
        <Panel>
          <NetworkSection />
          <hr />
          <TrainingSection />
          <hr />
          <HardwareSection refusal={grid.refusal} />
          <hr />
          <DevicePanel grid={grid} />
        </Panel>
      </aside>
      <main className={styles.centre}>
        <Panel>
          <GridPanel grid={grid} />
        </Panel>
        <Panel>
          <Drawer grid={grid} />
        </Panel>
      </main>
      <section className={styles.right} aria-label="Selected cell">
        <Panel>
          <CellPanel grid={grid} />
        </Panel>
      </section>
      <Transport />
      <Notices />
    </DropZone>
  );
}

/** A part of the page that fails alone. */
function Panel(props: { children: React.ReactNode }) {
  return <ErrorBoundary FallbackComponent={PanelError}>{props.children}</ErrorBoundary>;
}
