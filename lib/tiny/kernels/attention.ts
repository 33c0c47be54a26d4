// Causal attention softmax(q kᵀ / sqrt(w)) v of one packed batch: rows of [q | k | v], sequences one
// after another, sequence s at rows offsets[s] to offsets[s + 1]. Query rows go in blocks of 32, so
// that the upper triangle is skipped block by block.
import { gemm } from "./gemm";
import { exp4, larger, maxLanes, multiplyAdd, roundUp4, sumLanes } from "./simd";

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
    const end = row + bytes(used);
    let top = f32x4.splat(NEVER);
    for (let p = row; p < end; p += 16) top = larger(top, v128.load(p));
    const most = f32x4.splat(maxLanes(top)), factor = f32x4.splat(scale);
    let total = f32x4.splat(0);
    for (let p = row; p < end; p += 16) {
      // NEVER becomes e^-87, which is lost beside the largest term's 1.
      const e = exp4(f32x4.mul(f32x4.sub(v128.load(p), most), factor));
      v128.store(p, e);
      total = f32x4.add(total, e);
    }
    const inverse = f32x4.splat(1 / sumLanes(total));
    for (let p = row; p < end; p += 16) v128.store(p, f32x4.mul(v128.load(p), inverse));
    for (let j = i + 1; j < width; j++) f32.store(row + bytes(j), 0);
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

/** The products of one query with four keys, `stride` bytes apart. */
// @ts-ignore: decorator
@inline
function dotFour(query: usize, key: usize, stride: usize, size: usize): v128 {
  let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
  for (const end = key + size; key < end; key += 16, query += 16) {
    const q = v128.load(query);
    let at = key;
    a = multiplyAdd(q, v128.load(at), a);
    at += stride;
    b = multiplyAdd(q, v128.load(at), b);
    at += stride;
    c = multiplyAdd(q, v128.load(at), c);
    at += stride;
    d = multiplyAdd(q, v128.load(at), d);
  }
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  return f32x4.add(
    f32x4.add(
      v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5),
      v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7),
    ),
    f32x4.add(
      v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5),
      v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7),
    ),
  );
}

/** 16 columns of the values, weighted and added: rows 0 to t, `stride` bytes apart. */
function mixFour(weights: usize, value: usize, stride: usize, t: i32, inverse: v128, to: usize): void {
  let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
  for (const end = weights + bytes(t + 1); weights < end; weights += 4) {
    const w = v128.load_splat<f32>(weights);
    let at = value;
    a = multiplyAdd(w, v128.load(at), a);
    at += 16;
    b = multiplyAdd(w, v128.load(at), b);
    at += 16;
    c = multiplyAdd(w, v128.load(at), c);
    at += 16;
    d = multiplyAdd(w, v128.load(at), d);
    value += stride;
  }
  v128.store(to, f32x4.mul(a, inverse));
  v128.store(to, f32x4.mul(b, inverse), 16);
  v128.store(to, f32x4.mul(c, inverse), 32);
  v128.store(to, f32x4.mul(d, inverse), 48);
}

/** The same for 8 columns. */
function mixTwo(weights: usize, value: usize, stride: usize, t: i32, inverse: v128, to: usize): void {
  let a = f32x4.splat(0), b = f32x4.splat(0);
  for (const end = weights + bytes(t + 1); weights < end; weights += 4) {
    const w = v128.load_splat<f32>(weights);
    a = multiplyAdd(w, v128.load(value), a);
    b = multiplyAdd(w, v128.load(value, 16), b);
    value += stride;
  }
  v128.store(to, f32x4.mul(a, inverse));
  v128.store(to, f32x4.mul(b, inverse), 16);
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
      let most: f32 = NEVER, j = 0;
      let key = keys + base + shift, to = scores;
      for (; j + 3 <= t; j += 4) {
        const four = f32x4.mul(dotFour(query, key, row, end), f32x4.splat(scale));
        v128.store(to, four);
        most = max(most, maxLanes(four));
        key += row << 2;
        to += 16;
      }
      for (; j <= t; j++) {
        let dot = f32x4.splat(0);
        for (let i: usize = 0; i < end; i += 16) {
          dot = multiplyAdd(v128.load(query + i), v128.load(key + i), dot);
        }
        const score = sumLanes(dot) * scale;
        f32.store(to, score);
        most = max(most, score);
        key += row;
        to += 4;
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
      let out = y + bytes(b * d) + shift, value = values + base + shift;
      let left = width;
      for (; left >= 16; left -= 16) {
        mixFour(scores, value, row, t, inverse, out);
        value += 64;
        out += 64;
      }
      if (left > 0) mixTwo(scores, value, row, t, inverse, out);
    }
  }
}
