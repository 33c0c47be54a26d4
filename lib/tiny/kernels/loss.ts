// Softmax over the vocabulary and the gradients of the two losses with respect to the logits.
import { exp4, larger, maxLanes, multiplyAdd, sumLanes } from "./simd";

// JavaScript's logarithm: double precision, the same in every engine built on fdlibm.
// @ts-ignore: decorator
@external("env", "log")
declare function log(x: f64): f64;

/** softmax(x / temperature) in place; returns log sum exp(x / temperature). */
function softmax(x: usize, width: i32, temperature: f32): f32 {
  const end = x + ((width as usize) << 2);
  let top = f32x4.splat(-1e30);
  for (let p = x; p < end; p += 16) top = larger(top, v128.load(p));
  const most = maxLanes(top);
  const shift = f32x4.splat(most), factor = f32x4.splat(1 / temperature);
  let total = f32x4.splat(0);
  for (let p = x; p < end; p += 16) {
    const e = exp4(f32x4.mul(f32x4.sub(v128.load(p), shift), factor));
    v128.store(p, e);
    total = f32x4.add(total, e);
  }
  const sum = sumLanes(total), inverse = f32x4.splat(1 / sum);
  for (let p = x; p < end; p += 16) v128.store(p, f32x4.mul(v128.load(p), inverse));
  return most / temperature + (log(sum) as f32);
}

/** Rows of logits become probabilities; logprobs[r] = log p(target of row r). */
export function logSoftmaxRows(
  logits: usize,
  targets: usize,
  rows: i32,
  width: i32,
  logprobs: usize,
): void {
  const size = (width as usize) << 2;
  for (let r: usize = 0; r < (rows as usize); r++) {
    const x = logits + r * size;
    const chosen = f32.load(x + ((load<i32>(targets + (r << 2)) as usize) << 2));
    f32.store(logprobs + (r << 2), chosen - softmax(x, width, 1));
  }
}

/** Gradient of sum_r -w_r log p_r(target): probabilities become w (p - onehot). */
export function crossEntropyBackward(
  probabilities: usize,
  targets: usize,
  weights: usize,
  rows: i32,
  width: i32,
): void {
  const size = (width as usize) << 2;
  for (let r: usize = 0; r < (rows as usize); r++) {
    const x = probabilities + r * size;
    const target = x + ((load<i32>(targets + (r << 2)) as usize) << 2);
    f32.store(target, f32.load(target) - 1);
    const w = f32x4.splat(f32.load(weights + (r << 2)));
    for (let p = x; p < x + size; p += 16) v128.store(p, f32x4.mul(v128.load(p), w));
  }
}

/**
 * Logit distillation (Hinton et al. 2015, section 2): T^2 KL(q_T || p_T) of each row. Logits become
 * w T (p_T - q_T), the teacher's logits its probabilities, and losses[r] the row's divergence.
 */
export function distillationRows(
  logits: usize,
  teacher: usize,
  weights: usize,
  rows: i32,
  width: i32,
  temperature: f32,
  losses: usize,
): void {
  const size = (width as usize) << 2, factor = f32x4.splat(1 / temperature);
  for (let r: usize = 0; r < (rows as usize); r++) {
    const x = logits + r * size, y = teacher + r * size;
    // KL = sum q (log q - log p) = sum q (y - x) / T - logsum(y) + logsum(x); x and y still logits.
    const difference = y;
    let most: f32 = -1e30;
    for (let p = y; p < y + size; p += 4) most = max(most, f32.load(p));
    let z = f32x4.splat(0), dot = f32x4.splat(0);
    for (let i: usize = 0; i < size; i += 16) {
      const b = v128.load(difference + i);
      const e = exp4(f32x4.mul(f32x4.sub(b, f32x4.splat(most)), factor));
      z = f32x4.add(z, e);
      dot = multiplyAdd(e, f32x4.mul(f32x4.sub(b, v128.load(x + i)), factor), dot);
    }
    const cross = sumLanes(dot) / sumLanes(z);
    const ofTeacher = softmax(y, width, temperature), ofStudent = softmax(x, width, temperature);
    f32.store(losses + (r << 2), temperature * temperature * (cross - ofTeacher + ofStudent));
    const w = f32x4.splat(f32.load(weights + (r << 2)) * temperature);
    for (let i: usize = 0; i < size; i += 16) {
      v128.store(x + i, f32x4.mul(w, f32x4.sub(v128.load(x + i), v128.load(y + i))));
    }
  }
}
