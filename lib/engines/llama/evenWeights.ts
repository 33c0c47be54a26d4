/**
 * Weights in forms whose products come out the same however many rows are computed together, so that a
 * reply does not depend on what is asked beside it.
 *
 * llama.cpp multiplies some forms by other sums where it has four rows and where it has one (on x64 those
 * that it packs anew: Q4_0, Q4_K), and it unpacks five bits anew for every product (Q5_0). Each of them is
 * the same numbers in another form: block scales stay, and their integers get more bits.
 *
 * Blocks: https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h
 */
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cacheFolder, OutputFile } from "../../base/mod.ts";
import { type GgufTensor, readGguf } from "./readGguf.ts";
import { weightsHash } from "./weights.ts";

/** How a block of `weights` numbers becomes the same ones in another of ggml's types. */
interface Form {
  type: number;
  weights: number;
  bytes: number;
  newBytes: number;
  turn(block: Uint8Array, to: Uint8Array): void;
}

const [Q4_0, Q5_0, Q8_0, Q4_K, Q5_K] = [2, 6, 8, 12, 13];

/** A scale, what holds fifth bits, the other four of 32 integers (the first half in the low ones); less `zero`. */
const eightBits = (
  bytes: number,
  zero: number,
  fifth: (block: Uint8Array, i: number) => number,
): Form => ({
  type: Q8_0,
  weights: 32,
  bytes,
  newBytes: 34,
  turn(block, to) {
    to.set(block.subarray(0, 2));
    for (let i = 0; i < 16; i++) {
      const four = block[bytes - 16 + i];
      to[2 + i] = (four & 15 | fifth(block, i) << 4) - zero;
      to[18 + i] = (four >> 4 | fifth(block, 16 + i) << 4) - zero;
    }
  },
});

const forms: Record<number, Form> = {
  [Q4_0]: eightBits(18, 8, () => 0),
  [Q5_0]: eightBits(22, 16, (block, i) => block[2 + (i >> 3)] >> (i & 7) & 1),
  // Scales (16 bytes), 256 integers of 4 bits; Q5_K has their fifth bits between them.
  [Q4_K]: {
    type: Q5_K,
    weights: 256,
    bytes: 144,
    newBytes: 176,
    turn(block, to) {
      to.set(block.subarray(0, 16));
      to.fill(0, 16, 48);
      to.set(block.subarray(16), 48);
    },
  },
};

/** Another version writes the copy again. */
const VERSION = 1;
const BLOCKS = 1 << 14;

/**
 * The path of a model's weights in even forms: the file itself where it has no others, else a copy in the
 * cache, written once. On processors of another kind, whose kernels differ, the file itself.
 *
 * @throws {Error} of one line where the cache cannot hold it
 */
export async function evenWeights(
  file: string,
  { say = console.error as (line: string) => void, arch = process.arch as string } = {},
): Promise<string> {
  if (arch !== "x64") return file;
  const folder = join(cacheFolder(), "models");
  const path = join(folder, `even${VERSION}-${(await weightsHash(file)).slice(0, 16)}.gguf`);
  if (existsSync(path)) return path;
  if (!readGguf(file).tensors.some(({ type }) => type in forms)) return file;
  say(`unpacking ${file} once, into ${path}`);
  mkdirSync(folder, { recursive: true });
  try {
    writeEven(file, path);
  } catch (error) {
    throw new Error(`cannot write ${path}: ${(error as Error).message}`);
  }
  return path;
}

/** Writes a file's weights in even forms to another one. */
export function writeEven(file: string, path: string): void {
  const { tensors, tensorsAt, weightsAt, alignment } = readGguf(file);
  const aligned = (bytes: number) => Math.ceil(bytes / alignment) * alignment;
  const fd = openSync(file, "r");
  try {
    const end = fstatSync(fd).size - weightsAt;
    const ordered = tensors.toSorted((a, b) => a.offset - b.offset);
    let next = 0;
    const parts = ordered.map((tensor, i) => {
      const form = forms[tensor.type] as Form | undefined;
      const blocks = form && tensor.shape.reduce((a, b) => a * b, 1) / form.weights;
      // Of other forms the size is not known: all up to the next.
      const before = form ? blocks! * form.bytes : (ordered[i + 1]?.offset ?? end) - tensor.offset;
      const offset = next, after = form ? blocks! * form.newBytes : before;
      next += aligned(after);
      return { tensor, form, before, after, offset };
    });
    using out = new OutputFile(path, [file]);
    const pad = (bytes: number) => out.write(new Uint8Array(aligned(bytes) - bytes));
    out.write(bytesAt(fd, 0, tensorsAt));
    const list = Buffer.concat(
      parts.map(({ tensor, form, offset }) =>
        described({ ...tensor, type: form?.type ?? tensor.type, offset })
      ),
    );
    out.write(list);
    pad(tensorsAt + list.length);
    for (const { tensor, form, before, after } of parts) {
      const step = BLOCKS * (form?.bytes ?? 64);
      for (let at = 0; at < before; at += step) {
        const piece = bytesAt(fd, weightsAt + tensor.offset + at, Math.min(step, before - at));
        out.write(form ? turned(piece, form) : piece);
      }
      pad(after);
    }
    out.keep();
  } finally {
    closeSync(fd);
  }
}

function bytesAt(fd: number, at: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let have = 0; have < size;) {
    const got = readSync(fd, bytes, have, size - have, at + have);
    if (got === 0) throw new RangeError("the file is cut");
    have += got;
  }
  return bytes;
}

function turned(piece: Uint8Array, { bytes, newBytes, turn }: Form): Uint8Array {
  const blocks = piece.length / bytes, all = new Uint8Array(blocks * newBytes);
  for (let i = 0; i < blocks; i++) {
    turn(
      piece.subarray(i * bytes, (i + 1) * bytes),
      all.subarray(i * newBytes, (i + 1) * newBytes),
    );
  }
  return all;
}

/** A tensor in the file's list of them. */
function described({ name, shape, type, offset }: GgufTensor): Buffer {
  const text = Buffer.from(name), bytes = Buffer.alloc(8 + text.length + 4 + 8 * shape.length + 12);
  let at = bytes.writeBigUInt64LE(BigInt(text.length));
  at += text.copy(bytes, at);
  at = bytes.writeUInt32LE(shape.length, at);
  for (const length of shape) at = bytes.writeBigUInt64LE(BigInt(length), at);
  at = bytes.writeUInt32LE(type, at);
  bytes.writeBigUInt64LE(BigInt(offset), at);
  return bytes;
}
