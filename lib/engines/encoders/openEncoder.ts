import { causalEncoder } from "./causalEncoder.ts";
import type { OpenEncoder } from "./codeEncoder.ts";
import { onnxEncoder } from "./onnxEncoder.ts";

/**
 * The encoder that a URI names: `onnx:FOLDER`, as `toOnnx.py` writes it, or `gguf:MODEL`, a language model
 * as a causal encoder.
 *
 * @throws {Error} of one line, as `onnxEncoder` and `causalEncoder` do, and for another URI
 *
 * @example
 * ```ts
 * import { openEncoder } from "tracelab/metrics";
 * await openEncoder("onnx:no/such/folder").catch(({ message }) => console.log(message)); // no …: toOnnx.py writes it
 * ```
 */
export async function openEncoder(uri: string): Promise<OpenEncoder> {
  const [, scheme, name] = uri.match(/^(\w+):(.+)$/) ?? [];
  if (scheme === "onnx") return await onnxEncoder(name);
  if (scheme === "gguf") return await causalEncoder(name);
  throw new Error(`no encoder ${uri}: "onnx:FOLDER" or "gguf:MODEL"`);
}
