import { DataField } from './DataField';
import { EngineField } from './EngineField';
import { LossField } from './LossField';
import { SeedField } from './SeedField';
import styles from './setup.module.css';

/** What all branches of a pipeline have in common besides the network; the rest are choices of its steps. */
export function PipelineSection() {
  return (
    <section className={styles.section} aria-labelledby="training-title">
      <h2 id="training-title">Training</h2>
      <DataField />
      <SeedField />
      <LossField />
      <EngineField />
      <p className={`${styles.hint} ${styles.wide}`}>
        All branches share these. Epochs, widths and hardware are choices of the steps: select one.
      </p>
    </section>
  );
}
