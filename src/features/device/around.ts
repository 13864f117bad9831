import type { Design } from '../../core/design/design';
import type { Device } from '../../core/hardware/device';
import { RESOURCE_NAMES } from '../../core/hardware/estimate';
import { estimatorOf } from '../../core/hardware/estimators';
import type { GridCell } from '../../state/grid';
import { designPrecision, designTopology } from '../../state/recipes';
import { RESOURCE_LABELS } from '../meters/view-model';

/**
 * What to say where the layers fit the device, but not together with the FIFOs, converters and windows around them,
 * which the fit does not count; null where that is not so, or not modelled.
 */
export function aroundWarning(design: Design, cell: GridCell, device: Device): string | null {
  const { chain } = estimatorOf(cell.estimate.estimator);
  if (!chain || !cell.fit.fits) return null;
  const { total } = chain(
    { topology: designTopology(design), precision: designPrecision(design, cell) },
    cell.estimate,
  );
  const over = RESOURCE_NAMES.find((name) => (total[name] ?? 0) > device[name]);
  if (!over) return null;
  const needed = (total[over] ?? 0).toLocaleString('en');
  const available = device[over].toLocaleString('en');
  return `With what is around the layers it needs at least ${needed} ${RESOURCE_LABELS[over]} of ${available}: too much.`;
}
