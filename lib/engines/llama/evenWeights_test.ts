import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { seededRandom } from "../../base/mod.ts";
import { evenWeights, writeEven } from "./evenWeights.ts";
import { readGguf } from "./readGguf.ts";

const [F32, Q4_0, Q5_0, Q8_0, Q4_K, Q5_K] = [0, 2, 6, 8, 12, 13];
const blockBytes = { [Q4_0]: 18, [Q5_0]: 22, [Q4_K]: 144 } as Record<number, number>;

const half = (bytes: Uint8Array, at: number) =>
  new DataView(bytes.buffer, bytes.byteOffset).getFloat16(at, true);

/** ggml's `dequantize_row_*`, written down again. */
function numbers(type: number, bytes: Uint8Array): number[] {
  const all: number[] = [];
  const each = (size: number, of: (b: Uint8Array) => number[]) => {
    for (let at = 0; at < bytes.length; at += size) all.push(...of(bytes.subarray(at, at + size)));
    return all;
  };
  const range = Array.from({ length: 32 }, (_, i) => i);
  const nibble = (b: Uint8Array, from: number, i: number) =>
    i < 16 ? b[from + i] & 15 : b[from + i - 16] >> 4;
  switch (type) {
    case Q4_0:
      return each(18, (b) => range.map((i) => half(b, 0) * (nibble(b, 2, i) - 8)));
    case Q5_0:
      return each(22, (b) => {
        const high = new DataView(b.buffer, b.byteOffset).getUint32(2, true);
        return range.map((i) => half(b, 0) * ((nibble(b, 6, i) | (high >>> i & 1) << 4) - 16));
      });
    case Q8_0:
      return each(34, (b) => range.map((i) => half(b, 0) * (b[2 + i] << 24 >> 24)));
    case Q4_K:
    case Q5_K:
      return each(type === Q4_K ? 144 : 176, (b) => {
        const d = half(b, 0), least = half(b, 2), q = type === Q4_K ? 16 : 48;
        const six = (j: number) =>
          j < 4
            ? [b[4 + j] & 63, b[8 + j] & 63]
            : [b[8 + j] & 15 | b[j] >> 6 << 4, b[8 + j] >> 4 | b[4 + j] >> 6 << 4];
        return Array.from({ length: 256 }, (_, i) => {
          const j = i >> 5, byte = b[q + 32 * (i >> 6) + i % 32];
          const low = i & 32 ? byte >> 4 : byte & 15;
          const fifth = type === Q4_K ? 0 : b[16 + i % 32] >> j & 1;
          const [scale, min] = six(j);
          return d * scale * (low | fifth << 4) - least * min;
        });
      });
    default:
      return [...bytes];
  }
}

/** A file of these tensors, a row of blocks each; scales are ordinary numbers. */
function gguf(types: number[], blocks: number): { bytes: Uint8Array; weights: Uint8Array[] } {
  const dice = seededRandom(7), u32 = (n: number) => new Uint8Array(Uint32Array.of(n).buffer);
  const u64 = (n: number) => new Uint8Array(BigUint64Array.of(BigInt(n)).buffer);
  const text = (s: string) => [u64(s.length), new TextEncoder().encode(s)];
  const weights = types.map((type) => {
    const size = blockBytes[type] ?? 100, all = new Uint8Array(blocks * size);
    for (let i = 0; i < all.length; i++) all[i] = Math.floor(256 * dice());
    for (let at = 0; at < all.length && type !== F32; at += size) all[at + 1] = all[at + 3] = 0x2c;
    return all;
  });
  const padded = (n: number) => Math.ceil(n / 32) * 32;
  let offset = 0;
  const header = [
    new TextEncoder().encode("GGUF"),
    u32(3),
    u64(types.length),
    u64(1),
    ...text("general.architecture"),
    u32(8),
    ...text("qwen2"),
    ...types.flatMap((type, i) => {
      const per = type === Q4_K ? 256 : type === F32 ? 25 : 32, at = offset;
      offset += padded(weights[i].length);
      return [...text(`t${i}`), u32(1), u64(per * blocks), u32(type), u64(at)];
    }),
  ];
  const head = new Uint8Array(header.flatMap((piece) => [...piece]));
  const bytes = new Uint8Array(padded(head.length) + offset);
  bytes.set(head);
  let at = padded(head.length);
  for (const each of weights) [, at] = [bytes.set(each, at), at + padded(each.length)];
  return { bytes, weights };
}

async function apart(work: (folder: string) => Promise<void> | void) {
  const folder = mkdtempSync(join(tmpdir(), "tracelab-even-"));
  const before = process.env.TRACELAB_CACHE;
  process.env.TRACELAB_CACHE = join(folder, "cache");
  try {
    await work(folder);
  } finally {
    if (before === undefined) delete process.env.TRACELAB_CACHE;
    else process.env.TRACELAB_CACHE = before;
    rmSync(folder, { recursive: true });
  }
}

Deno.test("even weights are the same numbers, all of them, and the others the same bytes", () =>
  apart((folder) => {
    const types = [Q4_0, F32, Q5_0, Q4_K, F32],
      [one, other] = ["a", "b"].map((n) => join(folder, n));
    const { bytes, weights } = gguf(types, 20_000); // more than are turned at a time
    writeFileSync(one, bytes);
    writeEven(one, other);
    const { tensors, values, weightsAt } = readGguf(other), written = readFileSync(other);
    assert.deepEqual([...values], [["general.architecture", "qwen2"]]);
    assert.deepEqual(tensors.map(({ type }) => type), [Q8_0, F32, Q8_0, Q5_K, F32]);
    for (const [i, { name, type, offset, shape }] of tensors.entries()) {
      assert.equal(name, `t${i}`);
      assert.equal(offset % 32, 0);
      const its = type === F32
        ? weights[i].length
        : shape[0] / (type === Q8_0 ? 32 : 256) * (type === Q8_0 ? 34 : 176);
      const found = written.subarray(weightsAt + offset, weightsAt + offset + its);
      assert.equal(found.length, its);
      assert(same(numbers(type, found), numbers(types[i], weights[i])), `t${i}`);
    }
  }));

const same = (a: number[], b: number[]) =>
  a.length === b.length && a.every((x, i) => x === b[i] && Number.isFinite(x));

Deno.test("a copy is written once, into the cache, and only where it is needed", () =>
  apart(async (folder) => {
    const said: string[] = [], say = (line: string) => void said.push(line);
    const [uneven, even] = ["uneven.gguf", "even.gguf"].map((name) => join(folder, name));
    writeFileSync(uneven, gguf([Q5_0], 3).bytes);
    writeFileSync(even, gguf([F32], 3).bytes);
    assert.equal(await evenWeights(even, { say, arch: "x64" }), even);
    assert.equal(await evenWeights(uneven, { say, arch: "arm64" }), uneven);
    const copy = await evenWeights(uneven, { say, arch: "x64" });
    assert.equal(await evenWeights(uneven, { say, arch: "x64" }), copy);
    assert.deepEqual(said, [`unpacking ${uneven} once, into ${copy}`]);
  }));

Deno.test("a cut file and a cache that cannot be written are a line each, and leave nothing", () =>
  apart(async (folder) => {
    const say = () => {}, cut = join(folder, "cut.gguf"), { bytes } = gguf([Q5_0], 1000);
    writeFileSync(cut, bytes.subarray(0, 5000));
    await assert.rejects(
      evenWeights(cut, { say, arch: "x64" }),
      /^Error: cannot write .+ the file is cut$/,
    );
    writeFileSync(join(folder, "no"), "");
    process.env.TRACELAB_CACHE = join(folder, "no");
    await assert.rejects(evenWeights(cut, { say, arch: "x64" }), /ENOTDIR|not a directory/i);
  }));
