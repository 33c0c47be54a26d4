// Causal attention softmax(q kᵀ / sqrt(w)) v of one packed batch: rows of [q | k | v], sequences one
// after another, sequence s at rows offsets[s] to offsets[s + 1]. Query rows go in blocks of 32, so
// that the upper triangle is skipped block by block.
import { gemm } from "./gemm";
import { exp4, maxLanes, multiplyAdd, roundUp4, sumLanes } from "./simd";

// @ts-ignore: decorator
@inline
const QUERIES: i32 = 32;
// @ts-ignore: decorator
@inline
const NEVER: f32 = -1e30;

// @ts-ignore: decorator
@inline
function bytes(floats: i32): usize {
  return (floats as usize) << 2;
}

/** Rows first to last of `scores` become probabilities; row i sees columns 0 to i, the rest become 0. */
function causalSoftmax(scores: usize, stride: i32, first: i32, last: i32, scale: f32): void {
  const width = roundUp4(last);
  for (let i = first; i < last; i++) {
    const row = scores + bytes(i * stride);
    const used = roundUp4(i + 1);
    for (let j = i + 1; j < width; j++) f32.store(row + bytes(j), NEVER);
    let top = f32x4.splat(NEVER);
    for (let j = 0; j < used; j += 4) top = f32x4.max(top, v128.load(row + bytes(j)));
    const most = f32x4.splat(maxLanes(top)), factor = f32x4.splat(scale);
    let total = f32x4.splat(0);
    for (let j = 0; j < used; j += 4) {
      const at = row + bytes(j);
      v128.store(at, exp4(f32x4.mul(f32x4.sub(v128.load(at), most), factor)));
      if (j + 4 > i + 1) for (let q = i + 1; q < j + 4; q++) f32.store(row + bytes(q), 0);
      total = f32x4.add(total, v128.load(at));
    }
    const inverse = f32x4.splat(1 / sumLanes(total));
    for (let j = 0; j < used; j += 4) {
      const at = row + bytes(j);
      v128.store(at, f32x4.mul(v128.load(at), inverse));
    }
    for (let j = used; j < width; j++) f32.store(row + bytes(j), 0);
  }
}

/** The attention probabilities of one head of one sequence. */
function probabilities(
  q: usize,
  k: usize,
  length: i32,
  width: i32,
  stride: i32,
  scores: usize,
  scoreStride: i32,
  scale: f32,
  packedA: usize,
  packedB: usize,
): void {
  for (let first = 0; first < length; first += QUERIES) {
    const last = min(first + QUERIES, length);
    const queries = q + bytes(first * stride), to = scores + bytes(first * scoreStride);
    // prettier-ignore
    gemm(last - first, last, width, queries, stride, 1, k, 1, stride, to, scoreStride, false, packedA, packedB);
    causalSoftmax(scores, scoreStride, first, last, scale);
  }
}

export function attention(
  qkv: usize,
  offsets: usize,
  sequences: i32,
  heads: i32,
  width: i32,
  y: usize,
  scores: usize,
  packedA: usize,
  packedB: usize,
): void {
  const d = heads * width, stride = 3 * d;
  const scale: f32 = 1 / sqrt<f32>(width as f32);
  for (let s = 0; s < sequences; s++) {
    const start = load<i32>(offsets + bytes(s));
    const length = load<i32>(offsets + bytes(s + 1)) - start;
    const scoreStride = roundUp4(length);
    for (let h = 0; h < heads; h++) {
      const q = qkv + bytes(start * stride + h * width), k = q + bytes(d), v = k + bytes(d);
      probabilities(q, k, length, width, stride, scores, scoreStride, scale, packedA, packedB);
      for (let first = 0; first < length; first += QUERIES) {
        const last = min(first + QUERIES, length);
        const p = scores + bytes(first * scoreStride);
        const to = y + bytes((start + first) * d + h * width);
        // prettier-ignore
        gemm(last - first, width, last, p, scoreStride, 1, v, stride, 1, to, d, false, packedA, packedB);
      }
    }
  }
}

/** dP becomes dS = scale P (dP - rowsum(P dP)), the softmax's backward pass. */
function softmaxBackward(p: usize, dp: usize, stride: i32, first: i32, last: i32, scale: f32): void {
  const width = roundUp4(last), factor = f32x4.splat(scale);
  for (let i = first; i < last; i++) {
    const row = p + bytes(i * stride), dRow = dp + bytes(i * stride);
    for (let j = last; j < width; j++) f32.store(dRow + bytes(j), 0);
    let dot = f32x4.splat(0);
    for (let j = 0; j < width; j += 4) {
      dot = multiplyAdd(v128.load(row + bytes(j)), v128.load(dRow + bytes(j)), dot);
    }
    const mean = f32x4.splat(sumLanes(dot));
    for (let j = 0; j < width; j += 4) {
      const at = dRow + bytes(j);
      const change = f32x4.sub(v128.load(at), mean);
      v128.store(at, f32x4.mul(f32x4.mul(v128.load(row + bytes(j)), change), factor));
    }
  }
}

/** dqkv from dy; the probabilities are computed again rather than kept. */
export function attentionBackward(
  qkv: usize,
  dy: usize,
  offsets: usize,
  sequences: i32,
  heads: i32,
  width: i32,
  dqkv: usize,
  scores: usize,
  dScores: usize,
  packedA: usize,
  packedB: usize,
): void {
  const d = heads * width, stride = 3 * d;
  const scale: f32 = 1 / sqrt<f32>(width as f32);
  for (let s = 0; s < sequences; s++) {
    const start = load<i32>(offsets + bytes(s));
    const length = load<i32>(offsets + bytes(s + 1)) - start;
    const ss = roundUp4(length);
    for (let h = 0; h < heads; h++) {
      const q = qkv + bytes(start * stride + h * width), k = q + bytes(d), v = k + bytes(d);
      const dq = dqkv + bytes(start * stride + h * width), dk = dq + bytes(d), dv = dk + bytes(d);
      const out = dy + bytes(start * d + h * width);
      probabilities(q, k, length, width, stride, scores, ss, scale, packedA, packedB);
      for (let first = 0; first < length; first += QUERIES) {
        const last = min(first + QUERIES, length), n = last - first;
        const dOut = out + bytes(first * d), dp = dScores + bytes(first * ss);
        gemm(n, last, width, dOut, d, 1, v, 1, stride, dp, ss, false, packedA, packedB);
        softmaxBackward(scores, dScores, ss, first, last, scale);
        const dQueries = dq + bytes(first * stride);
        gemm(n, width, last, dp, ss, 1, k, stride, 1, dQueries, stride, false, packedA, packedB);
      }
      // Keys first to last are seen by the queries from `first` on: below it P and dS are zero.
      for (let first = 0; first < length; first += QUERIES) {
        const n = min(QUERIES, length - first), below = length - first;
        const corner = bytes(first * ss + first);
        const p = scores + corner, ds = dScores + corner;
        const dOut = out + bytes(first * d), queries = q + bytes(first * stride);
        const dValues = dv + bytes(first * stride), dKeys = dk + bytes(first * stride);
        gemm(n, width, below, p, 1, ss, dOut, d, 1, dValues, stride, false, packedA, packedB);
        gemm(n, width, below, ds, 1, ss, queries, stride, 1, dKeys, stride, false, packedA, packedB);
      }
    }
  }
}

/** One new token for each of `n` sequences: appends its key and value to the cache, then attends. */
export function attentionStep(
  qkv: usize,
  slots: usize,
  positions: usize,
  n: i32,
  heads: i32,
  width: i32,
  context: i32,
  keys: usize,
  values: usize,
  y: usize,
  scores: usize,
): void {
  const d = heads * width, row = bytes(d);
  const scale: f32 = 1 / sqrt<f32>(width as f32);
  for (let b = 0; b < n; b++) {
    const base = bytes(load<i32>(slots + bytes(b)) * context * d);
    const t = load<i32>(positions + bytes(b));
    const q = qkv + bytes(b * 3 * d);
    memory.copy(keys + base + (t as usize) * row, q + row, row);
    memory.copy(values + base + (t as usize) * row, q + 2 * row, row);
    for (let h = 0; h < heads; h++) {
      const shift = bytes(h * width);
      const query = q + shift, end = bytes(width);
      let key = keys + base + shift, most: f32 = NEVER;
      for (let j = 0; j <= t; j++) {
        let dot = f32x4.splat(0);
        for (let i: usize = 0; i < end; i += 16) {
          dot = multiplyAdd(v128.load(query + i), v128.load(key + i), dot);
        }
        const score = sumLanes(dot) * scale;
        f32.store(scores + bytes(j), score);
        most = max(most, score);
        key += row;
      }
      const padded = roundUp4(t + 1), top = f32x4.splat(most);
      for (let j = t + 1; j < padded; j++) f32.store(scores + bytes(j), NEVER);
      let total = f32x4.splat(0);
      for (let j = 0; j < padded; j += 4) {
        const e = exp4(f32x4.sub(v128.load(scores + bytes(j)), top));
        v128.store(scores + bytes(j), e);
        total = f32x4.add(total, e);
      }
      const inverse = f32x4.splat(1 / sumLanes(total));
      const to = y + bytes(b * d) + shift;
      for (let i: usize = 0; i < end; i += 16) {
        let sum = f32x4.splat(0);
        let value = values + base + shift + i;
        for (let j = 0; j <= t; j++) {
          sum = multiplyAdd(v128.load_splat<f32>(scores + bytes(j)), v128.load(value), sum);
          value += row;
        }
        v128.store(to + i, f32x4.mul(sum, inverse));
      }
    }
  }
}
