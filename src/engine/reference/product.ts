import { type Stage, shapeSize } from '../../core/network/topology';

/**
 * The windows that a stage multiplies its weights with: [size * vectors][fanIn]. A dense stage has one per
 * image, the image itself; a convolution one per output position, in kernel row, kernel column, channel order.
 */
export function windowsOf(stage: Stage, x: Float64Array, size: number): Float64Array {
  const windows = new Float64Array(size * stage.vectors * stage.fanIn);
  forEachInput(stage, size, (at, from) => {
    windows[at] = x[from];
  });
  return windows;
}

/** Adjoint of `windowsOf`: adds the gradient of every window element to the input it was read from. */
export function inputGradient(stage: Stage, windows: Float64Array, size: number): Float64Array {
  const gradient = new Float64Array(size * shapeSize(stage.input));
  forEachInput(stage, size, (at, from) => {
    gradient[from] += windows[at];
  });
  return gradient;
}

/** Visits every window element `at` with the index `from` of the input that it holds. */
function forEachInput(stage: Stage, size: number, visit: (at: number, from: number) => void): void {
  const { kind, input, output, kernel, fanIn } = stage;
  if (kind === 'dense') {
    for (let i = 0; i < size * fanIn; i++) visit(i, i);
    return;
  }
  let at = 0;
  for (let image = 0; image < size; image++) {
    for (let y = 0; y < output.height; y++) {
      for (let x = 0; x < output.width; x++) {
        for (let ky = 0; ky < kernel; ky++) {
          for (let kx = 0; kx < kernel; kx++) {
            const pixel = (image * input.height + y + ky) * input.width + x + kx;
            for (let c = 0; c < input.channels; c++) visit(at++, pixel * input.channels + c);
          }
        }
      }
    }
  }
}

/** a [n][k] times b [k][m]. */
export function multiply(a: Float64Array, b: Float64Array, n: number, k: number, m: number): Float64Array {
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) {
      const factor = a[i * k + j];
      for (let l = 0; l < m; l++) out[i * m + l] += factor * b[j * m + l];
    }
  }
  return out;
}

/** The transpose [m][n] of a [n][m]. */
export function transpose(a: Float64Array, n: number, m: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) out[j * n + i] = a[i * m + j];
  return out;
}
