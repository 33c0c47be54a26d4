import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { sha256File } from "../../base/mod.ts";
import type { OpenEncoder } from "./codeEncoder.ts";
import { EncoderProcess } from "./encoderProcess.ts";
import { workerCommand } from "./workerCommand.ts";

/** What `toOnnx.py` writes beside the model. */
const Card = z.object({
  name: z.string(),
  revision: z.string().nullable(),
  window: z.number().int().positive(),
  /** Those that the file gives; the first is the encoder's own choice. */
  layers: z.array(z.number().int().positive()).nonempty(),
  sha256: z.string(),
});

const lock = fileURLToPath(new URL("./transformers.lock.json", import.meta.url));

/**
 * An encoder in ONNX form, run by `@huggingface/transformers` on the processor: `neulab/codebert-python`
 * for CodeBERTScore as published. It is converted once, with Python:
 *
 * ```sh
 * pip install torch==2.13.0 transformers==5.24.0 onnx==1.23.2
 * python lib/engines/encoders/toOnnx.py neulab/codebert-python FOLDER
 * ```
 *
 * The folder's `encoder.json` says which model, revision and layers it has, and the hash of the file: what
 * is another is refused. The name beside scores is from there. The package (about 500 MB unpacked) is
 * fetched into Deno's cache at the first question, checked by the hashes of `transformers.lock.json`;
 * nothing else of the lab needs it. Where the lab runs on Node, `deno` must be on the PATH.
 *
 * @param folder What `toOnnx.py` wrote.
 * @throws {Error} of one line: no such folder, a file that is another, no network at the first use, a
 * layer that was not converted
 *
 * @example
 * ```ts
 * import { codeBertScore, onnxEncoder } from "tracelab/metrics";
 * import { existsSync } from "node:fs";
 * const folder = "data/cache/codebert-python";
 * if (existsSync(folder)) {
 *   await using encoder = await onnxEncoder(folder);
 *   console.log(await codeBertScore(encoder, [{ candidate: "a + b", reference: "b + a" }]));
 * }
 * ```
 */
export async function onnxEncoder(folder: string): Promise<OpenEncoder> {
  const path = join(folder, "encoder.json"), file = join(folder, "onnx/model.onnx");
  const missing = [path, file].find((one) => !existsSync(one));
  if (missing) throw new Error(`no ${missing}: toOnnx.py writes it`);
  const { data: card, error } = Card.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!card) {
    throw new Error(`${path}: ${error.issues[0].path.join(".")}: ${error.issues[0].message}`);
  }
  const { name, window, layers, sha256 } = card;
  const found = await sha256File(file);
  if (found !== sha256) {
    throw new Error(`${file} is not what was converted (SHA-256 ${found}, expected ${sha256})`);
  }
  const settings = { folder: resolve(folder), layer: layers[0] };
  const options = [`--lock=${lock}`, "--frozen", "--node-modules-dir=none"];
  const process = new EncoderProcess(
    name,
    () => Promise.resolve(workerCommand("onnxWorker", settings, ...options)),
  );
  const close = () => process.close();
  return {
    name,
    window,
    tokenize: (text) => process.tokenize(text),
    embed(sequences, layer = layers[0]) {
      if (layers.includes(layer)) return process.embed(sequences, layer);
      const how = `toOnnx.py … --layers ${[...layers, layer].join(" ")}`;
      return Promise.reject(
        new RangeError(`${name}: layer ${layer} was not converted (has ${layers}): ${how}`),
      );
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
