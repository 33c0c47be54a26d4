// Choosing the next token from a row of logits.
import { exp4, larger, maxLanes } from "./simd";

/** The largest logit's index; the first of equals. */
export function argmax(logits: usize, width: i32): i32 {
  let top = f32x4.splat(-1e30);
  const end = logits + ((width as usize) << 2);
  for (let p = logits; p < end; p += 16) top = larger(top, v128.load(p));
  const most = maxLanes(top);
  for (let p = logits; p < end; p += 4) {
    if (f32.load(p) == most) return ((p - logits) >> 2) as i32;
  }
  return 0;
}

/**
 * Samples from softmax(logits / temperature) with the uniform number u; with topP < 1 from its
 * nucleus, the fewest tokens whose probabilities reach topP (Holtzman et al. 2020, section 3.1).
 * The logits are overwritten.
 */
export function sampleToken(logits: usize, width: i32, temperature: f32, topP: f32, u: f32): i32 {
  const end = logits + ((width as usize) << 2);
  let top = f32x4.splat(-1e30);
  for (let p = logits; p < end; p += 16) top = larger(top, v128.load(p));
  const most = f32x4.splat(maxLanes(top)), factor = f32x4.splat(1 / temperature);
  for (let p = logits; p < end; p += 16) {
    v128.store(p, exp4(f32x4.mul(f32x4.sub(v128.load(p), most), factor)));
  }
  let total: f32 = 0;
  for (let p = logits; p < end; p += 4) total += f32.load(p);
  let threshold: f32 = 0;
  if (topP < 1) {
    // Takes the tokens from the likeliest down; equals enter together, which fixes their order.
    let kept: f32 = 0;
    threshold = f32.MAX_VALUE;
    while (kept < topP * total) {
      let next: f32 = -1;
      for (let p = logits; p < end; p += 4) {
        const e = f32.load(p);
        if (e < threshold && e > next) next = e;
      }
      if (next < 0) break;
      for (let p = logits; p < end; p += 4) if (f32.load(p) == next) kept += next;
      threshold = next;
    }
    total = kept;
  }
  let left: f32 = u * total, last = 0;
  for (let p = logits; p < end; p += 4) {
    const e = f32.load(p);
    if (e < threshold || e == 0) continue;
    last = ((p - logits) >> 2) as i32;
    left -= e;
    if (left < 0) return last;
  }
  return last;
}
