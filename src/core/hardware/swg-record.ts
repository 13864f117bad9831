import { BitscapeError } from '../errors';
import { type FinnAnswers, type FinnRecord, NO_ANSWERS } from './answers';
import { type Attributes, oneOf, pair, RAM_STYLES, size, typeOf, whole } from './attributes';
import { dilatedSide, type Swg, swgCycles, swgLut } from './swg';
import { swgBram, swgUram } from './swg-memory';

/** FINN's answers for a sliding-window generator. */
export function swg({ params }: FinnRecord): FinnAnswers {
  const s = swgOf(params);
  return { ...NO_ANSWERS, lut: swgLut(s), bram18: swgBram(s), uram: swgUram(s), cycles: swgCycles(s) };
}

/** The generator of FINN's attributes. @throws BitscapeError "IllegalAttribute" where FINN's assertions fail. */
export function swgOf(a: Attributes): Swg {
  const kernel = pair(a, 'ConvKernelDim');
  const input = pair(a, 'IFMDim');
  const channels = size(a, 'IFMChannels');
  const simd = size(a, 'SIMD');
  const depthwise = oneOf(a, 'depthwise', [0, 1] as const, 0) === 1;
  const stride = pair(a, 'Stride');
  const dilation = pair(a, 'Dilation', [1, 1]);
  const point = kernel[0] * kernel[1] === 1;
  const parallel = oneOf(a, 'parallel_window', [0, 1] as const, 0) === 1;
  checkWindow(kernel, input, stride, dilation);
  const fold = whole(a, 'IFMChannels', channels, 'SIMD', simd);
  const style = point || (parallel && size(a, 'M', 1) * kernel[0] * kernel[1] > 1) ? 'parallel' : 'default';
  if (style === 'parallel' && !depthwise && !point && fold !== 1) {
    throw new BitscapeError(
      'IllegalAttribute',
      `SIMD is ${simd}: with parallel_window use all ${channels} channels`,
      'SIMD',
    );
  }
  const bits = typeOf(a, 'inputDataType').bits;
  const ram = oneOf(a, 'ram_style', RAM_STYLES, 'distributed');
  return {
    kernel,
    input,
    output: pair(a, 'OFMDim'),
    stride,
    dilation,
    simd,
    fold,
    bits,
    depthwise,
    style,
    ram,
  };
}

type Pair = readonly [number, number];

function checkWindow(kernel: Pair, input: Pair, stride: Pair, dilation: Pair): void {
  for (const [i, name] of (['height', 'width'] as const).entries()) {
    const window = dilatedSide(kernel[i], dilation[i]);
    if (window <= input[i] && stride[i] <= input[i]) continue;
    throw new BitscapeError(
      'IllegalAttribute',
      `IFMDim has ${name} ${input[i]}: use at least ${Math.max(window, stride[i])}, the window and the stride`,
      'IFMDim',
    );
  }
}
