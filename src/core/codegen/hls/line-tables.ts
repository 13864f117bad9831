import type { LayerPlan } from '../plan';
import type { LinePlan } from '../plan/activation';
import { scaleWordBits } from '../plan/line-words';

/** Constants of the struct of a layer that has lines, beside the bits of its codes. */
export const lineConstants = (lines: LinePlan): string => {
  const { kind, affine, biasBits, totalBits } = lines;
  const twoHot = kind === 'two-hot';
  return `  static const bool TWO_HOT = ${twoHot};
  static const int SCALE_BITS = ${scaleWordBits(lines)};  // ${twoHot ? 'of two places (lines.h)' : 'of a scale, which is not negative'}
  static const int BIAS_BITS = ${biasBits};
  static const int TOTAL_BITS = ${totalBits};  // scale * sum + bias
  static const int SHIFT = ${affine.shift};
  static const int OUTPUT_MIN = ${affine.minCode};
  static const int OUTPUT_MAX = ${affine.maxCode};
`;
};

/** The tables of lines of a layer: `rows` are the braced values, `size` the dimensions. */
export const lineTables = (
  { name, struct }: LayerPlan,
  lines: LinePlan,
  size: string,
  rows: { scales: string; biases: string },
): string =>
  `// Lines${size}: code = (scale * sum + bias) >> SHIFT, BatchNorm and activation in one. For every
// sum that can occur the code is that of the integer network.${lines.kind === 'two-hot' ? ' A scale is two places (lines.h).' : ''}
static const rom<${struct}::SCALE_BITS>::word ${name}_scales${rows.scales};

static const rom<${struct}::BIAS_BITS>::number ${name}_biases${rows.biases};
`;
