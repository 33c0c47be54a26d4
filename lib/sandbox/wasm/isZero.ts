/**
 * Says whether bytes of a WebAssembly memory are all zero: 64 at a time, in a fifth of the time that
 * writing them takes where nobody ever wrote.
 */

/**
 * The module, by hand, since it is one loop:
 *
 * ```wat
 * (module
 *   (import "" "" (memory 0))
 *   (func (export "") (param $at i32) (param $end i32) (result i32)
 *     (loop $next
 *       (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 1))))
 *       (v128.any_true (v128.or
 *         (v128.or (v128.load (local.get $at)) (v128.load offset=16 (local.get $at)))
 *         (v128.or (v128.load offset=32 (local.get $at)) (v128.load offset=48 (local.get $at)))))
 *       (if (then (return (i32.const 0))))
 *       (local.set $at (i32.add (local.get $at) (i32.const 64)))
 *       (br $next))
 *     (unreachable)))
 * ```
 */
const load = (offset: number) => [0x20, 0, 0xfd, 0, 0, offset];
const or = [0xfd, 80];
const body = [
  ...[0, 0x03, 0x40], // no locals; loop
  ...[0x20, 0, 0x20, 1, 0x4f, 0x04, 0x40, 0x41, 1, 0x0f, 0x0b], // at ≥ end: return 1
  ...[...load(0), ...load(16), ...or, ...load(32), ...load(48), ...or, ...or],
  ...[0xfd, 83, 0x04, 0x40, 0x41, 0, 0x0f, 0x0b], // any_true: return 0
  ...[0x20, 0, 0x41, 0xc0, 0, 0x6a, 0x21, 0, 0x0c, 0], // at += 64; again
  ...[0x0b, 0x00, 0x0b],
];
const code = new Uint8Array([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 7, 1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f], // the type (i32, i32) → i32
  ...[2, 6, 1, 0, 0, 2, 0, 0], // the memory
  ...[3, 2, 1, 0], // the function
  ...[7, 4, 1, 0, 0, 0], // its name
  ...[10, body.length + 2, 1, body.length, ...body],
]);

/** Bytes that are looked at in one step. Where `to - from` is no multiple, up to three quarters of one behind `to` count too. */
export const LINE = 64;

/** To be called before WebAssembly is sealed; the function it gives asks about `from` up to `to`. */
export function isZeroIn(memory: WebAssembly.Memory): (from: number, to: number) => boolean {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), {
    "": { "": memory },
  });
  const ask = exports[""] as (from: number, to: number) => number;
  return (from, to) => ask(from, to) === 1;
}
