import assert from "node:assert/strict";
import { fromHalf, toHalf } from "./half.ts";
import { smallModel } from "./testing.ts";
import { TinyLM } from "./tinyLM.ts";

const tokenizer = { controls: ["<end>"], characters: ["a"], merges: [] };

/** The checkpoint with its header changed. */
function withHeader(bytes: Uint8Array, change: (header: string) => string): Uint8Array {
  const length = new DataView(bytes.buffer).getUint32(8, true);
  const header = new TextEncoder().encode(
    change(new TextDecoder().decode(bytes.subarray(12, 12 + length))),
  );
  const changed = new Uint8Array(12 + header.length + bytes.length - 12 - length);
  changed.set(bytes.subarray(0, 8));
  new DataView(changed.buffer).setUint32(8, header.length, true);
  changed.set(header, 12);
  changed.set(bytes.subarray(12 + length), 12 + header.length);
  return changed;
}

Deno.test("a checkpoint that cannot be used is refused with the reason", async () => {
  await using lm = await smallModel({ tokenizer });
  const bytes = lm.save();
  const refuses = (what: Uint8Array, message: RegExp, options = {}) =>
    assert.rejects(() => TinyLM.load(what, options), message);

  await refuses(bytes.subarray(0, 5), /^Error: checkpoint is not a model of this kind/);
  await refuses(bytes.subarray(0, 10), /^Error: checkpoint is truncated: 10 bytes, 12 expected$/);
  await refuses(bytes.subarray(0, 100), /^Error: checkpoint is truncated: 100 bytes/);
  const short = bytes.subarray(0, -1);
  await refuses(short, new RegExp(`truncated: ${short.length} bytes, ${bytes.length} expected$`));
  const version = withHeader(bytes, (header) => header.replace('"version":1', '"version":9'));
  await refuses(version, /^Error: checkpoint has version 9: this library reads 1$/);
  const damaged = bytes.slice();
  damaged[damaged.length - 7] ^= 1;
  await refuses(damaged, /^Error: checkpoint is damaged: its weights do not have the hash/);
  const shape = withHeader(bytes, (header) => header.replace('"heads":2', '"heads":0'));
  await refuses(shape, /^Error: checkpoint is damaged: header, 'config.heads'/);
  const other = { tokenizer: { ...tokenizer, characters: ["b"] } };
  await refuses(bytes, /^Error: checkpoint was trained with another vocabulary$/, other);
  await assert.rejects(() => TinyLM.load("/no/such/file"), /ENOENT/);

  await using same = await TinyLM.load(bytes, { tokenizer, threads: 1 });
  assert.deepEqual(same.tokenizer, tokenizer);
});

Deno.test("half precision rounds to the nearest, ties to even, and keeps every half", () => {
  const halves = Uint16Array.from({ length: 65536 }, (_, i) => i)
    .filter((h) => (h & 0x7c00) !== 0x7c00 || (h & 0x3ff) === 0);
  assert.deepEqual(toHalf(fromHalf(halves)), halves);
  const rounded = (x: number) => fromHalf(toHalf(new Float32Array([x])))[0];
  assert.equal(rounded(1 + 1 / 2048), 1);
  assert.equal(rounded(1 + 3 / 2048), 1 + 4 / 2048);
  assert.equal(rounded(1 + 1.01 / 2048), 1 + 2 / 2048);
  assert.equal(rounded(65519), 65504);
  assert.equal(rounded(65520), Infinity);
  assert.equal(rounded(2 ** -25), 0);
  assert.equal(rounded(1.01 * 2 ** -25), 2 ** -24);
  assert(Number.isNaN(rounded(NaN)));
});
