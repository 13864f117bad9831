import { classify, pixelCodes, scores } from '../network/infer';
import type { GeneratedFile } from './export-request';
import { hexDigits } from './hls/testbench';
import type { Plan } from './plan';

/**
 * The golden vectors: codes of the test images, and the integer network's class and scores of each. One line per
 * image. A bipolar pixel is written 1 for +1 and 0 for -1.
 */
export function goldenFiles(plan: Plan): GeneratedFile[] {
  const { network, vectors } = plan.request;
  const size = plan.input.pixels;
  const codes = pixelCodes(network.precision.inputBits, vectors.pixels);
  const digits = hexDigits(plan);
  const bipolar = plan.layers[0].input.bipolar;
  const hexOf = (code: number) => (bipolar ? (code + 1) >> 1 : code).toString(16).padStart(digits, '0');
  const lines = (line: (image: number) => string): string =>
    Array.from({ length: vectors.count }, (_, image) => `${line(image)}\n`).join('');
  const classes = classify(network, vectors);
  const all = scores(network, vectors);
  return [
    {
      path: 'golden/images.hex',
      content: lines((i) => Array.from(codes.subarray(i * size, (i + 1) * size), hexOf).join('')),
    },
    { path: 'golden/classes.txt', content: lines((i) => String(classes[i])) },
    {
      path: 'golden/scores.txt',
      content: lines((i) => all.subarray(i * plan.classes, (i + 1) * plan.classes).join(' ')),
    },
    { path: 'golden/labels.txt', content: lines((i) => String(vectors.labels[i])) },
  ];
}
