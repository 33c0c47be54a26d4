// Copies, sums, gathers and the activation. Counts are in floats and multiples of four.
import { larger } from "./simd";

export function zero(to: usize, n: i32): void {
  memory.fill(to, 0, (n as usize) << 2);
}

export function copy(to: usize, from: usize, n: i32): void {
  memory.copy(to, from, (n as usize) << 2);
}

/** to += from */
export function add(to: usize, from: usize, n: i32): void {
  for (const end = to + ((n as usize) << 2); to < end; to += 16, from += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  }
}

/** to[i] = from[rows[i]], rows of `width` floats. */
export function gather(to: usize, from: usize, rows: usize, n: i32, width: i32): void {
  const size = (width as usize) << 2;
  for (let i = 0; i < n; i++) {
    memory.copy(to + i * size, from + (load<i32>(rows + ((i as usize) << 2)) as usize) * size, size);
  }
}

/** to[rows[i]] += from[i] */
export function scatterAdd(to: usize, from: usize, rows: usize, n: i32, width: i32): void {
  const size = (width as usize) << 2;
  for (let i = 0; i < n; i++) {
    add(to + (load<i32>(rows + ((i as usize) << 2)) as usize) * size, from + i * size, width);
  }
}

/** y = max(x, 0)^2 (So et al. 2021, "Primer", section 3.1) */
export function squaredRelu(x: usize, n: i32, y: usize): void {
  const none = f32x4.splat(0);
  for (const end = x + ((n as usize) << 2); x < end; x += 16, y += 16) {
    const v = larger(v128.load(x), none);
    v128.store(y, f32x4.mul(v, v));
  }
}

/** dy becomes dx: dx = dy 2 max(x, 0) */
export function squaredReluBackward(x: usize, dy: usize, n: i32): void {
  const none = f32x4.splat(0), two = f32x4.splat(2);
  for (const end = x + ((n as usize) << 2); x < end; x += 16, dy += 16) {
    const slope = f32x4.mul(two, larger(v128.load(x), none));
    v128.store(dy, f32x4.mul(v128.load(dy), slope));
  }
}

/** x *= factor */
export function scale(x: usize, n: i32, factor: f32): void {
  const f = f32x4.splat(factor);
  for (const end = x + ((n as usize) << 2); x < end; x += 16) {
    v128.store(x, f32x4.mul(v128.load(x), f));
  }
}
