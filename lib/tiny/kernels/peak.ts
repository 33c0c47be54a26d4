// The arithmetic ceiling: multiply-adds in registers, for the benchmark.
import { multiplyAdd, sumLanes } from "./simd";

/** 96 floating-point operations a round: twelve independent multiply-adds of four lanes. */
export function multiplyAddPeak(rounds: i32, x: f32, y: f32): f32 {
  const a = f32x4.splat(x), b = f32x4.splat(y);
  let c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a;
  let c6 = b, c7 = b, c8 = b, c9 = b, c10 = b, c11 = b;
  for (let i = 0; i < rounds; i++) {
    c0 = multiplyAdd(c0, a, b);
    c1 = multiplyAdd(c1, a, b);
    c2 = multiplyAdd(c2, a, b);
    c3 = multiplyAdd(c3, a, b);
    c4 = multiplyAdd(c4, a, b);
    c5 = multiplyAdd(c5, a, b);
    c6 = multiplyAdd(c6, a, b);
    c7 = multiplyAdd(c7, a, b);
    c8 = multiplyAdd(c8, a, b);
    c9 = multiplyAdd(c9, a, b);
    c10 = multiplyAdd(c10, a, b);
    c11 = multiplyAdd(c11, a, b);
  }
  let sum = f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3));
  sum = f32x4.add(sum, f32x4.add(f32x4.add(c4, c5), f32x4.add(c6, c7)));
  return sumLanes(f32x4.add(sum, f32x4.add(f32x4.add(c8, c9), f32x4.add(c10, c11))));
}
