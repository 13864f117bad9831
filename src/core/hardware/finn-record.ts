import { BitscapeError } from '../errors';
import type { FinnAnswers, FinnRecord, Variant } from './answers';
import { dwc } from './dwc';
import { fifo } from './fifo';
import { labelSelect } from './label-select';
import { mvauHls, mvauRtl } from './mvau-record';
import { pool } from './pool';
import { swg } from './swg-record';
import { thresholdingHls, thresholdingRtl } from './thresholding';
import { vvauHls, vvauRtl } from './vvau';

export type { FinnAnswers, FinnRecord, Variant } from './answers';

/** The node classes that are modelled. */
const OPS: Readonly<Record<string, (record: FinnRecord, variant: Variant) => FinnAnswers>> = {
  MVAU_hls: mvauHls,
  MVAU_rtl: mvauRtl,
  VVAU_hls: vvauHls,
  VVAU_rtl: vvauRtl,
  Thresholding_hls: thresholdingHls,
  Thresholding_rtl: thresholdingRtl,
  ConvolutionInputGenerator_rtl: swg,
  StreamingDataWidthConverter_hls: dwc,
  StreamingDataWidthConverter_rtl: dwc,
  StreamingFIFO: fifo,
  StreamingFIFO_rtl: fifo,
  'StreamingFIFO@main': fifo,
  Pool_hls: pool,
  LabelSelect_hls: labelSelect,
};

/** Whether `finnAnswers` knows the class of the node. */
export const isModelledOp = (op: string): boolean => Object.hasOwn(OPS, op);

/**
 * FINN's own answers for a layer, its zeros where it has no model included: for comparison with FINN, not for people.
 * @throws BitscapeError "UnknownOp" or "IllegalAttribute".
 */
export function finnAnswers(record: FinnRecord, variant: Variant = 'finn'): FinnAnswers {
  const { op } = record;
  if (!isModelledOp(op)) {
    const known = Object.keys(OPS).join(', ');
    throw new BitscapeError('UnknownOp', `no estimate for the FINN class "${op}": known are ${known}`, op);
  }
  return OPS[op](record, variant);
}
