import type { Loss } from '../recipe';

/** Mean loss of a batch and its gradient [size][classes]. */
export interface LossGradient {
  loss: number;
  gradient: Float64Array;
}

type LossFunction = (scores: Float64Array, labels: Uint8Array, classes: number) => LossGradient;

/** -log softmax(scores)[label], mean over the batch. */
const crossEntropy: LossFunction = (scores, labels, classes) => {
  const gradient = new Float64Array(scores.length);
  let loss = 0;
  labels.forEach((label, i) => {
    const row = scores.subarray(i * classes, (i + 1) * classes);
    const largest = Math.max(...row);
    const powers = row.map((s) => Math.exp(s - largest));
    const total = powers.reduce((a, b) => a + b);
    loss += (Math.log(total) - (row[label] - largest)) / labels.length;
    powers.forEach((p, n) => {
      gradient[i * classes + n] = (p / total - (n === label ? 1 : 0)) / labels.length;
    });
  });
  return { loss, gradient };
};

/** max(0, 1 - t * score)^2 with t = +1 for the label and -1 elsewhere, mean over batch and classes. */
const squaredHinge: LossFunction = (scores, labels, classes) => {
  const gradient = new Float64Array(scores.length);
  let loss = 0;
  scores.forEach((score, i) => {
    const target = i % classes === labels[Math.floor(i / classes)] ? 1 : -1;
    const missing = Math.max(0, 1 - target * score);
    loss += missing ** 2 / scores.length;
    gradient[i] = (-2 * target * missing) / scores.length;
  });
  return { loss, gradient };
};

export const LOSSES: Readonly<Record<Loss, LossFunction>> = {
  'cross-entropy': crossEntropy,
  'squared-hinge': squaredHinge,
};
