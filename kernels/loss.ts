/**
 * -log softmax(scores)[label], mean over the batch; its gradient [size][classes] goes to `gradient`. `labels`
 * are bytes. In float64, with the module's own exp and log: the same bits everywhere.
 */
export function crossEntropy(size: i32, classes: i32, scores: usize, labels: usize, gradient: usize): f64 {
  let loss: f64 = 0;
  const bytes: usize = classes << 2;
  for (let i = 0; i < size; i++) {
    let largest: f64 = -Infinity;
    for (let n: usize = 0; n < bytes; n += 4) largest = max(largest, load<f32>(scores + n) as f64);
    let total: f64 = 0;
    for (let n: usize = 0; n < bytes; n += 4) total += Math.exp((load<f32>(scores + n) as f64) - largest);
    const label: usize = (load<u8>(labels + i) as usize) << 2;
    loss += Math.log(total) - ((load<f32>(scores + label) as f64) - largest);
    for (let n: usize = 0; n < bytes; n += 4) {
      const share = Math.exp((load<f32>(scores + n) as f64) - largest) / total;
      store<f32>(gradient + n, ((share - (n === label ? 1 : 0)) / (size as f64)) as f32);
    }
    scores += bytes;
    gradient += bytes;
  }
  return loss / (size as f64);
}

/** max(0, 1 - t * score)^2, t = +1 for the label and -1 elsewhere, mean over batch and classes. */
export function squaredHinge(size: i32, classes: i32, scores: usize, labels: usize, gradient: usize): f64 {
  let loss: f64 = 0;
  const count = (size * classes) as f64;
  for (let i = 0; i < size; i++) {
    const label = load<u8>(labels + i) as i32;
    for (let n = 0; n < classes; n++) {
      const target: f64 = n === label ? 1 : -1;
      const missing = max(0, 1 - target * (load<f32>(scores) as f64));
      loss += missing * missing;
      store<f32>(gradient, ((-2 * target * missing) / count) as f32);
      scores += 4;
      gradient += 4;
    }
  }
  return loss / count;
}
