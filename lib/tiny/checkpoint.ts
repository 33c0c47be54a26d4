/**
 * The checkpoint file: eight bytes of magic, the header's length (32 bits, little endian), the
 * header (JSON: version, model shape, tokenizer, number format, hash of the weights), and the weights
 * in the order of `parameters`.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { parameterCount, TinyConfig } from "./config.ts";
import { fromHalf, toHalf } from "./half.ts";
import type { Vocabulary } from "./roles/tokenizer.ts";

const magic = "tinylm\r\n";
export const checkpointVersion = 1;

export const CheckpointHeader = z.object({
  version: z.literal(checkpointVersion),
  config: TinyConfig,
  dtype: z.enum(["f16", "f32"]),
  tokenizer: z.object({
    controls: z.array(z.string()),
    characters: z.array(z.string()),
    merges: z.array(z.tuple([z.string(), z.string()])),
  }).optional(),
  /** SHA-256 of the weights' bytes. */
  sha256: z.string(),
});
export type CheckpointHeader = z.infer<typeof CheckpointHeader>;

export function writeCheckpoint(
  config: TinyConfig,
  weights: Float32Array,
  dtype: CheckpointHeader["dtype"],
  tokenizer?: Vocabulary,
): Uint8Array {
  const body = new Uint8Array(dtype === "f16" ? toHalf(weights).buffer : weights.slice().buffer);
  const sha256 = createHash("sha256").update(body).digest("hex");
  const header: CheckpointHeader = { version: checkpointVersion, config, dtype, tokenizer, sha256 };
  let json = JSON.stringify(header);
  json += " ".repeat(-(json.length + 4) & 7); // the weights start at a multiple of eight
  const head = new TextEncoder().encode(json);
  const bytes = new Uint8Array(magic.length + 4 + head.length + body.length);
  bytes.set(new TextEncoder().encode(magic));
  new DataView(bytes.buffer).setUint32(magic.length, head.length, true);
  bytes.set(head, magic.length + 4);
  bytes.set(body, magic.length + 4 + head.length);
  return bytes;
}

/** Reads a checkpoint, and checks that it is whole and, where `tokenizer` is given, made with it. */
export async function readCheckpoint(
  source: string | URL | Uint8Array,
  tokenizer?: Vocabulary,
): Promise<{ header: CheckpointHeader; weights: Float32Array }> {
  // Copied: slices of a Node buffer are views into its pool.
  const bytes = new Uint8Array(source instanceof Uint8Array ? source : await readFile(source));
  const name = source instanceof Uint8Array ? "checkpoint" : `checkpoint ${source}`;
  const start = magic.length + 4;
  if (new TextDecoder("latin1").decode(bytes.subarray(0, magic.length)) !== magic) {
    throw new Error(`${name} is not a model of this kind: it does not start with its mark`);
  }
  const truncated = (wanted: number) =>
    new Error(`${name} is truncated: ${bytes.length} bytes, ${wanted} expected`);
  if (bytes.length < start) throw truncated(start);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bodyStart = start + view.getUint32(magic.length, true);
  if (bytes.length < bodyStart) throw truncated(bodyStart);
  const header = parseHeader(new TextDecoder().decode(bytes.subarray(start, bodyStart)), name);
  const count = parameterCount(header.config);
  const end = bodyStart + count * (header.dtype === "f16" ? 2 : 4);
  if (bytes.length < end) throw truncated(end);
  const body = bytes.slice(bodyStart, end);
  if (createHash("sha256").update(body).digest("hex") !== header.sha256) {
    throw new Error(`${name} is damaged: its weights do not have the hash in its header`);
  }
  if (tokenizer && !isDeepStrictEqual(tokenizer, header.tokenizer)) {
    throw new Error(`${name} was trained with another vocabulary`);
  }
  const weights = header.dtype === "f16"
    ? fromHalf(new Uint16Array(body.buffer))
    : new Float32Array(body.buffer);
  return { header, weights };
}

function parseHeader(json: string, name: string): CheckpointHeader {
  let value: { version?: unknown };
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error(`${name} is damaged: its header is not JSON`);
  }
  if (value?.version !== checkpointVersion) {
    throw new Error(
      `${name} has version ${value?.version}: this library reads ${checkpointVersion}`,
    );
  }
  const parsed = CheckpointHeader.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new Error(`${name} is damaged: header, '${path.join(".")}': ${message}`);
  }
  return parsed.data;
}
