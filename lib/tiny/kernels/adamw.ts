// AdamW (Loshchilov and Hutter 2019, algorithm 2) and the norm that clips its gradients.
import { multiplyAdd, sumLanes } from "./simd";

export function sumOfSquares(x: usize, n: i32): f32 {
  let sum = f32x4.splat(0);
  for (const end = x + ((n as usize) << 2); x < end; x += 16) {
    const v = v128.load(x);
    sum = multiplyAdd(v, v, sum);
  }
  return sumLanes(sum);
}

/** `first` and `second` are the moments; `unbias1` = 1 / (1 - beta1^t), `unbias2` likewise. */
export function adamW(
  weights: usize,
  gradient: usize,
  first: usize,
  second: usize,
  n: i32,
  gradientScale: f32,
  learningRate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  decay: f32,
  unbias1: f32,
  unbias2: f32,
): void {
  const scale = f32x4.splat(gradientScale), rate = f32x4.splat(learningRate * unbias1);
  const b1 = f32x4.splat(beta1), c1 = f32x4.splat(1 - beta1);
  const b2 = f32x4.splat(beta2), c2 = f32x4.splat(1 - beta2);
  const keep = f32x4.splat(1 - learningRate * decay);
  const e = f32x4.splat(epsilon), u2 = f32x4.splat(unbias2);
  for (let i: usize = 0; i < ((n as usize) << 2); i += 16) {
    const g = f32x4.mul(v128.load(gradient + i), scale);
    const m = f32x4.add(f32x4.mul(b1, v128.load(first + i)), f32x4.mul(c1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(second + i)), f32x4.mul(c2, f32x4.mul(g, g)));
    v128.store(first + i, m);
    v128.store(second + i, v);
    const step = f32x4.div(f32x4.mul(rate, m), f32x4.add(f32x4.sqrt(f32x4.mul(v, u2)), e));
    v128.store(weights + i, f32x4.sub(f32x4.mul(v128.load(weights + i), keep), step));
  }
}
