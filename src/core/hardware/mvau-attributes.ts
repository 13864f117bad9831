import {
  type Attributes,
  count,
  dataType,
  MEM_MODES,
  oneOf,
  RAM_STYLES,
  RES_TYPES,
  size,
  sizes,
} from './attributes';
import { MVAU_DEFAULTS, type MvauParams } from './mvau';

const THRESHOLD_STYLES = ['auto', 'block', 'distributed'] as const;

/**
 * The MVAU of FINN's attributes, with FINN's defaults for those left out; others are ignored.
 * @throws BitscapeError "IllegalAttribute" that says what would be right.
 */
export function mvauOfAttributes(a: Attributes): MvauParams {
  return {
    MW: size(a, 'MW'),
    MH: size(a, 'MH'),
    SIMD: size(a, 'SIMD'),
    PE: size(a, 'PE'),
    weightDataType: dataType(a, 'weightDataType'),
    inputDataType: dataType(a, 'inputDataType'),
    outputDataType: dataType(a, 'outputDataType'),
    accDataType: dataType(a, 'accDataType', MVAU_DEFAULTS.accDataType),
    noActivation: oneOf(a, 'noActivation', [0, 1] as const, MVAU_DEFAULTS.noActivation),
    resType: oneOf(a, 'resType', RES_TYPES, MVAU_DEFAULTS.resType),
    mem_mode: oneOf(a, 'mem_mode', MEM_MODES, MVAU_DEFAULTS.mem_mode),
    ram_style: oneOf(a, 'ram_style', RAM_STYLES, MVAU_DEFAULTS.ram_style),
    ram_style_thresholds: oneOf(
      a,
      'ram_style_thresholds',
      THRESHOLD_STYLES,
      MVAU_DEFAULTS.ram_style_thresholds,
    ),
    thresholds: MVAU_DEFAULTS.thresholds,
    line: MVAU_DEFAULTS.line,
    numInputVectors: sizes(a, 'numInputVectors', MVAU_DEFAULTS.numInputVectors),
    mlo_max_iter: count(a, 'mlo_max_iter', MVAU_DEFAULTS.mlo_max_iter),
  };
}
