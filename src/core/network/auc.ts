/** Areas under the ROC curve, one class against the others; null for a class without images, or with all of them. */
export interface Auc {
  perClass: (number | null)[];
  /** Mean of those that there are. */
  mean: number | null;
}

/**
 * Exact areas under the ROC curves of scores [images][classes]: the share of pairs, one image of the class and one of
 * another, in which the first has the higher value, pairs of equals counting half (Mann and Whitney).
 *
 * What is compared for a class is by how much its score exceeds the highest other score of the image. A softmax would
 * order images likewise where one rival stands out; its exact order needs the scale of the scores, which integers have
 * not.
 */
export function aucOf(scores: Float64Array, labels: Uint8Array, classes: number): Auc {
  const perClass = Array.from({ length: classes }, (_, c) => {
    const margins = Float64Array.from(labels, (_, image) => marginOf(scores, image * classes, classes, c));
    return areaUnderCurve(
      margins,
      Uint8Array.from(labels, (label) => (label === c ? 1 : 0)),
    );
  });
  const known = perClass.filter((area) => area !== null);
  const mean = known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : null;
  return { perClass, mean };
}

function marginOf(scores: Float64Array, from: number, classes: number, own: number): number {
  let rival = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < classes; c++) if (c !== own) rival = Math.max(rival, scores[from + c]);
  return scores[from + own] - rival;
}

/** The area for values of which `positive` marks the wanted ones by 1; null if none or all are. */
export function areaUnderCurve(values: Float64Array, positive: Uint8Array): number | null {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  let wanted = 0;
  // Twice the sum of the ranks of the wanted ones, so that the mean rank of equals stays whole.
  let ranks = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let here = 0;
    while (to < order.length && values[order[to]] === values[order[from]]) here += positive[order[to++]];
    ranks += here * (from + 1 + to);
    wanted += here;
    from = to;
  }
  const others = order.length - wanted;
  if (wanted === 0 || others === 0) return null;
  return (ranks / 2 - (wanted * (wanted + 1)) / 2) / (wanted * others);
}
