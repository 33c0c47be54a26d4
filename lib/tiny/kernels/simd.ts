// Four floats at a time. AssemblyScript: `deno task kernels` compiles this folder to WebAssembly.

/** a * b + c: one instruction and one rounding where relaxed SIMD is on, two otherwise. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD
    ? f32x4.relaxed_madd(a, b, c)
    : f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function sumLanes(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

// @ts-ignore: decorator
@inline
export function maxLanes(v: v128): f32 {
  return max(
    max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

/**
 * The larger of each lane, where neither is NaN: one instruction where `f32x4.max` is eight, since it
 * must put a NaN first.
 */
// @ts-ignore: decorator
@inline
export function larger(a: v128, b: v128): v128 {
  return f32x4.pmax(a, b);
}

/** Added to a float below 2^22 it rounds it to a whole number, which then stands in the low bits. */
// @ts-ignore: decorator
@inline
const ROUNDER: f32 = 12582912;

/**
 * exp of each lane: range reduction by ln 2 and a polynomial of degree 5 (Cephes `expf`, 2 ulp). A
 * NaN stays one.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88)), f32x4.splat(-87));
  const rounded = f32x4.add(
    f32x4.mul(x, f32x4.splat(1.44269504088896341)),
    f32x4.splat(ROUNDER),
  );
  const n = f32x4.sub(rounded, f32x4.splat(ROUNDER));
  // ln 2 in two parts, so that n ln 2 is subtracted without losing bits.
  x = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  x = f32x4.sub(x, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let y = f32x4.splat(1.9875691500e-4);
  y = multiplyAdd(y, x, f32x4.splat(1.3981999507e-3));
  y = multiplyAdd(y, x, f32x4.splat(8.3334519073e-3));
  y = multiplyAdd(y, x, f32x4.splat(4.1665795894e-2));
  y = multiplyAdd(y, x, f32x4.splat(1.6666665459e-1));
  y = multiplyAdd(y, x, f32x4.splat(5.0000001201e-1));
  y = multiplyAdd(y, f32x4.mul(x, x), f32x4.add(x, f32x4.splat(1)));
  const power = i32x4.shl(i32x4.add(rounded, i32x4.splat(127)), 23);
  return f32x4.mul(y, power);
}

/** Rounds up to a multiple of four. */
// @ts-ignore: decorator
@inline
export function roundUp4(n: i32): i32 {
  return (n + 3) & ~3;
}
