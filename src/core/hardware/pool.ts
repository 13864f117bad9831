import { type FinnAnswers, type FinnRecord, NO_ANSWERS } from './answers';
import { size, sizes } from './attributes';

const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1);

/** FINN's answers for pooling: cycles = floor(channels kernel / PE positions batch), no resources. Source: pool.py:134. */
export function pool({ params: a }: FinnRecord): FinnAnswers {
  const window = size(a, 'Channels') * product(sizes(a, 'KernelSize'));
  const outputs = product(sizes(a, 'OutImgDims')) * size(a, 'BatchSize', 1);
  return { ...NO_ANSWERS, cycles: Math.trunc((window / size(a, 'PE', 1)) * outputs) };
}
