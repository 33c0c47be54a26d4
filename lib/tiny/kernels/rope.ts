// Rotary positions (Su et al. 2021, section 3.4.2), in place: the pair (x_i, x_{i + w/2}) turns by
// position * 10000^(-2i/w). Turning back (sign -1) is the backward pass.

/** `heads` heads of `width` floats at the start of every row of `stride` floats. */
export function rotate(
  x: usize,
  positions: usize,
  rows: i32,
  heads: i32,
  width: i32,
  stride: i32,
  cosines: usize,
  sines: usize,
  sign: f32,
): void {
  const half = (width as usize) << 1;
  const direction = f32x4.splat(sign);
  for (let r = 0; r < rows; r++) {
    const at = (load<i32>(positions + ((r as usize) << 2)) as usize) * half;
    let head = x + (((r * stride) as usize) << 2);
    for (let h = 0; h < heads; h++) {
      for (let i: usize = 0; i < half; i += 16) {
        const a = v128.load(head + i), b = v128.load(head + i + half);
        const c = v128.load(cosines + at + i);
        const s = f32x4.mul(v128.load(sines + at + i), direction);
        v128.store(head + i, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, s)));
        v128.store(head + i + half, f32x4.add(f32x4.mul(a, s), f32x4.mul(b, c)));
      }
      head += half << 1;
    }
  }
}
