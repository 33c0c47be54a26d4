/** Half-precision floats (IEEE 754 binary16), for engines without `Float16Array`. */

/** Rounds to the nearest half, ties to even; what is too large becomes infinite. */
export function toHalf(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.slice().buffer);
  return Uint16Array.from(bits, (x) => {
    const sign = (x >>> 16) & 0x8000, rest = x & 0x7fffffff;
    if (rest >= 0x7f800000) return sign | (rest > 0x7f800000 ? 0x7e00 : 0x7c00); // NaN, infinity
    if (rest >= 0x477ff000) return sign | 0x7c00; // rounds to 65536 or above
    if (rest < 0x33000001) return sign; // at most half of the smallest subnormal
    const exponent = (rest >>> 23) - 127;
    const mantissa = (rest & 0x7fffff) | 0x800000;
    // Below 2^-14 a half has fewer bits; the shift drops what does not fit.
    const shift = exponent < -14 ? -exponent - 1 : 13;
    const kept = mantissa >>> shift,
      dropped = mantissa & ((1 << shift) - 1),
      tie = 1 << (shift - 1);
    const rounded = kept + +(dropped > tie || (dropped === tie && (kept & 1) === 1));
    return exponent < -14 ? sign | rounded : sign | (((exponent + 14) << 10) + rounded);
  });
}

export function fromHalf(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (h) => {
    const sign = h & 0x8000 ? -1 : 1, exponent = (h >>> 10) & 31, mantissa = h & 0x3ff;
    if (exponent === 0) return sign * mantissa * 2 ** -24;
    if (exponent === 31) return mantissa ? NaN : sign * Infinity;
    return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
  });
}
