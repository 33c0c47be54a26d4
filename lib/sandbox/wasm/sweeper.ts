/**
 * A few bytes of WebAssembly that put a memory back: `restore(from, to)` to what another memory holds
 * there, `zero(from, to)` to zeros, both in multiples of 64.
 *
 * They read everything and write what differs: a program changes little of an interpreter, and reading
 * is cheaper than the writing of a plain copy.
 */
export interface Sweeper {
  restore(from: number, to: number): void;
  zero(from: number, to: number): void;
}

/** `base` holds what `live` is put back to. */
export function sweeper(live: WebAssembly.Memory, base: WebAssembly.Memory): Sweeper {
  const module = new WebAssembly.Module(assembled());
  return new WebAssembly.Instance(module, { env: { live, base } }).exports as unknown as Sweeper;
}

const STEP = [0, 16, 32, 48];
const local = (index: number) => [0x20, index];
const i32 = 0x7f;
const loadLive = (offset: number) => [0xfd, 0x00, 0x04, offset];
/** A memory other than the first is named after the alignment, which then has bit 6 set. */
const loadBase = (offset: number) => [0xfd, 0x00, 0x44, 1, offset];
const store = (offset: number) => [0xfd, 0x0b, 0x04, offset];
const or = [0xfd, 0x50];
const xor = [0xfd, 0x51];
const anyTrue = [0xfd, 0x53];
const noBits = [0xfd, 0x0c, ...Array<number>(16).fill(0)];

function assembled(): Uint8Array<ArrayBuffer> {
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, 2, i32, i32, 0]]),
    ...section(2, [
      [...text("env"), ...text("live"), 2, 0, 0],
      [...text("env"), ...text("base"), 2, 0, 0],
    ]),
    ...section(3, [[0], [0]]),
    ...section(7, [[...text("restore"), 0, 0], [...text("zero"), 0, 1]]),
    ...section(10, [sweep((at) => [...local(0), ...loadBase(at)]), sweep()]),
  ]);
}

/** `wanted` pushes what 16 bytes have to be; without it that is zeros. */
function sweep(wanted?: (offset: number) => number[]): number[] {
  const differs = STEP.flatMap((at, index) => [
    ...local(0),
    ...loadLive(at),
    ...(wanted ? [...wanted(at), ...xor] : []),
    ...(index > 0 ? or : []),
  ]);
  const put = STEP.flatMap((at) => [...local(0), ...(wanted?.(at) ?? noBits), ...store(at)]);
  const nextAndRepeat = [...local(0), 0x41, 0xc0, 0, 0x6a, 0x22, 0, ...local(1), 0x49, 0x0d, 0];
  const body = [
    ...[0, 0x03, 0x40, ...differs, ...anyTrue],
    ...[0x04, 0x40, ...put, 0x0b, ...nextAndRepeat, 0x0b, 0x0b],
  ];
  return [...number(body.length), ...body];
}

function section(id: number, items: number[][]): number[] {
  const body = [...number(items.length), ...items.flat()];
  return [id, ...number(body.length), ...body];
}

function text(value: string): number[] {
  return [value.length, ...new TextEncoder().encode(value)];
}

function number(value: number): number[] {
  return value < 128 ? [value] : [value & 127 | 128, ...number(value >>> 7)];
}
