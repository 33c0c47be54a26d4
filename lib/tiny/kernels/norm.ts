// RMSNorm (Zhang and Sennrich 2019): y = g x / rms(x), one row at a time.
import { multiplyAdd, sumLanes } from "./simd";

/** Also keeps 1 / rms of each row for the backward pass. */
export function rmsNorm(x: usize, gain: usize, rows: i32, width: i32, y: usize, inverse: usize): void {
  const size = (width as usize) << 2;
  for (let r = 0; r < rows; r++) {
    let squares = f32x4.splat(0);
    for (let i: usize = 0; i < size; i += 16) {
      const v = v128.load(x + i);
      squares = multiplyAdd(v, v, squares);
    }
    const scale: f32 = 1 / sqrt<f32>(sumLanes(squares) / (width as f32) + 1e-5);
    f32.store(inverse, scale);
    const s = f32x4.splat(scale);
    for (let i: usize = 0; i < size; i += 16) {
      v128.store(y + i, f32x4.mul(f32x4.mul(v128.load(x + i), s), v128.load(gain + i)));
    }
    x += size;
    y += size;
    inverse += 4;
  }
}

/** dx += s g dy - x s^3 mean(dy g x) and dg += dy x s, with s = 1 / rms. */
export function rmsNormBackward(
  x: usize,
  gain: usize,
  inverse: usize,
  dy: usize,
  rows: i32,
  width: i32,
  dx: usize,
  dGain: usize,
): void {
  const size = (width as usize) << 2;
  for (let r = 0; r < rows; r++) {
    const scale = f32.load(inverse), s = f32x4.splat(scale);
    let dot = f32x4.splat(0);
    for (let i: usize = 0; i < size; i += 16) {
      const t = f32x4.mul(v128.load(dy + i), v128.load(x + i));
      dot = multiplyAdd(t, v128.load(gain + i), dot);
      v128.store(dGain + i, multiplyAdd(t, s, v128.load(dGain + i)));
    }
    const c = f32x4.splat(sumLanes(dot) * scale * scale * scale / (width as f32));
    for (let i: usize = 0; i < size; i += 16) {
      const direct = f32x4.mul(f32x4.mul(v128.load(dy + i), v128.load(gain + i)), s);
      const change = f32x4.sub(direct, f32x4.mul(c, v128.load(x + i)));
      v128.store(dx + i, f32x4.add(v128.load(dx + i), change));
    }
    x += size;
    dy += size;
    dx += size;
    inverse += 4;
  }
}
