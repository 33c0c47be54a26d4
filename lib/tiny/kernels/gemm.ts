// Matrix product C (+)= A B in the manner of BLIS (Van Zee and van de Geijn, 2015, section 2): both
// factors are packed into panels, and a 4 x 8 tile of C stays in eight registers while it is summed.
// Every element of C is summed over k in the same order whatever M is, so a row's result does not
// depend on the rows beside it: this is what makes sampling independent of batching.
import { multiplyAdd } from "./simd";

// @ts-ignore: decorator
@inline
const ROWS: i32 = 4;
// @ts-ignore: decorator
@inline
const COLUMNS: i32 = 8;
/** Depth of one block: its panels of A and B stay in the first-level cache. */
// @ts-ignore: decorator
@inline
const DEPTH: i32 = 512;
/** Rows of A packed at a time (the second-level cache). */
// @ts-ignore: decorator
@inline
const BLOCK: i32 = 96;

// @ts-ignore: decorator
@inline
function bytes(floats: i32): usize {
  return (floats as usize) << 2;
}

/** Transposes the 4 x 4 block at `from` (rows `stride` bytes apart) into `to` (rows `toStride` bytes apart). */
// @ts-ignore: decorator
@inline
function transpose4(from: usize, stride: usize, to: usize, toStride: usize): void {
  const a = v128.load(from), b = v128.load(from + stride);
  const c = v128.load(from + 2 * stride), d = v128.load(from + 3 * stride);
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(to + toStride, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
  v128.store(to + 2 * toStride, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5));
  v128.store(to + 3 * toStride, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
}

/**
 * Packs `count` lines of length `depth` into panels `width` lines wide: panel[k][line]. Missing
 * lines of the last panel are zero. `lineStride` and `depthStride` are in floats.
 */
// @ts-ignore: decorator
@inline
function packPanels(
  width: i32,
  source: usize,
  lineStride: i32,
  depthStride: i32,
  count: i32,
  depth: i32,
  to: usize,
): void {
  const step = bytes(width);
  for (let line = 0; line < count; line += width) {
    const from = source + bytes(line * lineStride);
    if (count - line >= width && lineStride == 1) {
      let p = from;
      for (let k = 0; k < depth; k++) {
        v128.store(to, v128.load(p));
        if (width == 8) v128.store(to, v128.load(p, 16), 16);
        p += bytes(depthStride);
        to += step;
      }
    } else if (count - line >= width && depthStride == 1) {
      let k = 0;
      for (; k + 4 <= depth; k += 4) {
        transpose4(from + bytes(k), bytes(lineStride), to, step);
        if (width == 8) {
          transpose4(from + bytes(k + 4 * lineStride), bytes(lineStride), to + 16, step);
        }
        to += 4 * step;
      }
      for (; k < depth; k++) {
        for (let i = 0; i < width; i++) {
          f32.store(to + bytes(i), f32.load(from + bytes(k + i * lineStride)));
        }
        to += step;
      }
    } else {
      const lines = min(width, count - line);
      for (let k = 0; k < depth; k++) {
        for (let i = 0; i < width; i++) {
          const value: f32 = i < lines
            ? f32.load(from + bytes(k * depthStride + i * lineStride))
            : 0;
          f32.store(to + bytes(i), value);
        }
        to += step;
      }
    }
  }
}

function packA(a: usize, rowStride: i32, columnStride: i32, rows: i32, depth: i32, to: usize): void {
  packPanels(ROWS, a, rowStride, columnStride, rows, depth, to);
}

function packB(b: usize, rowStride: i32, columnStride: i32, depth: i32, columns: i32, to: usize): void {
  packPanels(COLUMNS, b, columnStride, rowStride, columns, depth, to);
}

/** Adds (or stores) one row of eight. */
// @ts-ignore: decorator
@inline
function put(c: usize, x: v128, y: v128, accumulate: bool): void {
  if (accumulate) {
    x = f32x4.add(x, v128.load(c));
    y = f32x4.add(y, v128.load(c, 16));
  }
  v128.store(c, x);
  v128.store(c, y, 16);
}

/**
 * C[4 x 8] (+)= panel of A times panel of B. Deno's engine checks the bounds of every load in
 * software, so a tile takes three loads and four shuffles, and its pointers move: an offset would be
 * another limit to compute (measured: 28 GFLOP/s a core with this loop, 23 with offsets, 36 in an
 * engine without these checks, of 49 in registers). Unrolled four times it is 15: the optimiser then
 * puts all steps of one sum together, and the registers run out. Unrolled past the optimiser with B at
 * constant addresses, which are not checked, a tile alone reaches 34; copying B there costs as much.
 */
function tile(depth: i32, a: usize, b: usize, c: usize, rowBytes: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  const end = b + bytes(depth * COLUMNS);
  do {
    const b0 = v128.load(b);
    b += 16;
    const b1 = v128.load(b);
    b += 16;
    const column = v128.load(a);
    a += 16;
    let s = v128.shuffle<f32>(column, column, 0, 0, 0, 0);
    c00 = multiplyAdd(s, b0, c00);
    c01 = multiplyAdd(s, b1, c01);
    s = v128.shuffle<f32>(column, column, 1, 1, 1, 1);
    c10 = multiplyAdd(s, b0, c10);
    c11 = multiplyAdd(s, b1, c11);
    s = v128.shuffle<f32>(column, column, 2, 2, 2, 2);
    c20 = multiplyAdd(s, b0, c20);
    c21 = multiplyAdd(s, b1, c21);
    s = v128.shuffle<f32>(column, column, 3, 3, 3, 3);
    c30 = multiplyAdd(s, b0, c30);
    c31 = multiplyAdd(s, b1, c31);
  } while (b < end);
  put(c, c00, c01, accumulate);
  put(c + rowBytes, c10, c11, accumulate);
  put(c + 2 * rowBytes, c20, c21, accumulate);
  put(c + 3 * rowBytes, c30, c31, accumulate);
}

/** One row of C, 32 columns: four panels of B side by side, each `panelBytes` long. */
function rowTile(depth: i32, a: usize, b: usize, panelBytes: usize, c: usize, accumulate: bool): void {
  let c0 = f32x4.splat(0), c1 = f32x4.splat(0), c2 = f32x4.splat(0), c3 = f32x4.splat(0);
  let c4 = f32x4.splat(0), c5 = f32x4.splat(0), c6 = f32x4.splat(0), c7 = f32x4.splat(0);
  const second = b + panelBytes, third = second + panelBytes, fourth = third + panelBytes;
  const end = bytes(depth * COLUMNS);
  for (let p: usize = 0; p < end; p += bytes(COLUMNS)) {
    const s = v128.load_splat<f32>(a);
    c0 = multiplyAdd(s, v128.load(b + p), c0);
    c1 = multiplyAdd(s, v128.load(b + p, 16), c1);
    c2 = multiplyAdd(s, v128.load(second + p), c2);
    c3 = multiplyAdd(s, v128.load(second + p, 16), c3);
    c4 = multiplyAdd(s, v128.load(third + p), c4);
    c5 = multiplyAdd(s, v128.load(third + p, 16), c5);
    c6 = multiplyAdd(s, v128.load(fourth + p), c6);
    c7 = multiplyAdd(s, v128.load(fourth + p, 16), c7);
    a += 4;
  }
  put(c, c0, c1, accumulate);
  put(c + 32, c2, c3, accumulate);
  put(c + 64, c4, c5, accumulate);
  put(c + 96, c6, c7, accumulate);
}

/** A tile at the edge of C: computed whole beside the packed A, then the part inside is copied. */
function edgeTile(
  depth: i32,
  a: usize,
  b: usize,
  c: usize,
  rowBytes: usize,
  accumulate: bool,
  rows: i32,
  columns: i32,
  scratch: usize,
): void {
  tile(depth, a, b, scratch, bytes(COLUMNS), false);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const to = c + i * rowBytes + bytes(j);
      const value = f32.load(scratch + bytes(i * COLUMNS + j));
      f32.store(to, accumulate ? f32.load(to) + value : value);
    }
  }
}

/** C (+)= A times one packed block of B (at most DEPTH deep). */
function block(
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  rowStride: i32,
  columnStride: i32,
  b: usize,
  c: usize,
  rowBytes: usize,
  accumulate: bool,
  packed: usize,
): void {
  const scratch = packed + bytes(BLOCK * DEPTH);
  const panel = bytes(depth * COLUMNS);
  for (let i0 = 0; i0 < rows; i0 += BLOCK) {
    const height = min(BLOCK, rows - i0);
    if (height == 1 && columnStride == 1 && columns % 32 == 0) {
      const row = a + bytes(i0 * rowStride);
      for (let j = 0; j < columns; j += 32) {
        rowTile(depth, row, b + bytes(j * depth), panel, c + i0 * rowBytes + bytes(j), accumulate);
      }
      continue;
    }
    packA(a + bytes(i0 * rowStride), rowStride, columnStride, height, depth, packed);
    for (let j = 0; j < columns; j += COLUMNS) {
      const width = min(COLUMNS, columns - j);
      const bPanel = b + bytes(j * depth);
      for (let i = 0; i < height; i += ROWS) {
        const to = c + (i0 + i) * rowBytes + bytes(j);
        const aPanel = packed + bytes(i * depth);
        if (width == COLUMNS && height - i >= ROWS) {
          tile(depth, aPanel, bPanel, to, rowBytes, accumulate);
        } else {
          const inside = min(ROWS, height - i);
          edgeTile(depth, aPanel, bPanel, to, rowBytes, accumulate, inside, width, scratch);
        }
      }
    }
  }
}

/**
 * C[m x n] (+)= A[m x k] B[k x n]. Strides are in floats; a transposed factor has its strides
 * swapped. `packedA` holds 96 * 512 + 32 floats, `packedB` 512 * (n rounded up to 8).
 */
export function gemm(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: i32,
  aColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
  c: usize,
  cRow: i32,
  accumulate: bool,
  packedA: usize,
  packedB: usize,
): void {
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    packB(b + bytes(k0 * bRow), bRow, bColumn, depth, n, packedB);
    const from = a + bytes(k0 * aColumn);
    block(m, n, depth, from, aRow, aColumn, packedB, c, bytes(cRow), accumulate || k0 > 0, packedA);
  }
}

/** Packs the weights of a linear map once, for many products with `gemmPacked`. */
export function packWeights(b: usize, bRow: i32, bColumn: i32, k: i32, n: i32, to: usize): void {
  const width = (n + COLUMNS - 1) & ~(COLUMNS - 1);
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const from = b + bytes(k0 * bRow);
    packB(from, bRow, bColumn, min(DEPTH, k - k0), n, to + bytes(k0 * width));
  }
}

/** `gemm` with the second factor packed by `packWeights`. */
export function gemmPacked(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: i32,
  packed: usize,
  c: usize,
  cRow: i32,
  accumulate: bool,
  packedA: usize,
): void {
  const width = (n + COLUMNS - 1) & ~(COLUMNS - 1);
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    const b = packed + bytes(k0 * width);
    block(m, n, depth, a + bytes(k0), aRow, 1, b, c, bytes(cRow), accumulate || k0 > 0, packedA);
  }
}
