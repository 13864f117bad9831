import type { Stage } from '../network/topology';
import type { Estimate } from './estimate';
import type { EstimateRequest } from './estimator';
import { figure } from './explanation';
import type { MvauChoice } from './mvau-options';

/** What FINN's formulas leave out of this network. */
export function finnNotModelled(stages: readonly Stage[], choices: readonly MvauChoice[]): string[] {
  const conv = stages.some((s) => s.kind === 'conv');
  const pool = stages.some((s) => s.pool > 1);
  return [
    'Flip-flops: FINN has no flip-flop model.',
    ...thresholdsNotBilled(stages, choices),
    ...(choices.some(({ memory }) => memory === 'external')
      ? ['External weights: the memory and the DMA that stream PE SIMD W bits into the layer in every cycle.']
      : []),
    'FIFOs and stream width converters between the layers: in the chain and the fit, not in the totals.',
    ...(conv
      ? ["Sliding-window generators of the convolutions, likewise; their cycles may exceed the MVAUs'."]
      : []),
    ...(pool ? ['Max-pooling.'] : []),
    'Last-layer scale and bias, and the choice of the class (FINN has no estimate for LabelSelect).',
    'DMA, AXI interconnect and the rest of the shell.',
    'Pipeline depth, in the cycles.',
  ];
}

/** Whether a layer is sure to have lines instead of thresholds; with `auto` it may have them. */
const hasLines = ({ activation }: MvauChoice): boolean => activation === 'affine' || activation === 'two-hot';

/** What an estimator without activations says where lines were asked for. */
export const linesNotModelled = ({ mvau }: Pick<EstimateRequest, 'mvau'>): string[] => {
  const asked = [mvau?.activation ?? 'thresholds'].flat();
  return asked.every((choice) => choice === 'thresholds')
    ? []
    : ['Scale and shift instead of thresholds: the export has them, the figures do not.'];
};

function thresholdsNotBilled(stages: readonly Stage[], choices: readonly MvauChoice[]): string[] {
  const hidden = stages.filter((stage) => !stage.last);
  const missed = hidden.filter(
    (_, i) => choices[i].thresholdMemory !== 'distributed' && !hasLines(choices[i]),
  );
  if (missed.length === 0) return [];
  const which = missed.length === hidden.length ? '' : ` of ${missed.map(({ name }) => name).join(', ')}`;
  return [
    `Thresholds${which}: FINN bills them only when ram_style_thresholds is "distributed"; in its default "auto" they are in ` +
      'neither the LUT nor the BRAM figure.',
  ];
}

/** What a person must know to read the estimate. */
export function finnNotes(
  request: EstimateRequest,
  { fps, bottleneck }: Pick<Estimate, 'fps' | 'bottleneck'>,
): string[] {
  if (request.folding || fps >= request.targetFps) return [];
  return [
    `The target of ${figure(request.targetFps)} frames/s is out of reach of FINN's folding rule: ${bottleneck} limits ` +
      `it to ${figure(fps)} frames/s at ${figure(request.clockMhz)} MHz (weight streams of at most 36 bits per PE).`,
  ];
}
