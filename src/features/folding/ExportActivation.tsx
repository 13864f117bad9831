import { ActivationOption } from '../mvau/NetworkOptions';
import styles from './folding.module.css';

/** The activation of the exported layers, where the estimator does not heed it. */
export const ExportActivation = () => (
  <>
    <ActivationOption />
    <p className={styles.hint}>Of the export: the estimate does not tell activations apart.</p>
  </>
);
