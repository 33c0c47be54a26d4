import process from "node:process";
import { refuseUnknown } from "../../base/mod.ts";
import { installEngine } from "../llama/installEngine.ts";
import { readGguf } from "../llama/readGguf.ts";
import { findWeights } from "../llama/weights.ts";
import type { OpenEncoder } from "./codeEncoder.ts";
import { EncoderProcess } from "./encoderProcess.ts";
import { workerCommand } from "./workerCommand.ts";

export interface CausalEncoderOptions {
  /** Tokens that are read at once; longer programs go through windows. @default {2048, or what the model was trained for} */
  window?: number;
  /** @default {TRACELAB_THREADS, or the processor's cores} */
  threads?: number;
}

/**
 * A local language model as an encoder: its last hidden state of each token, from llama.cpp. Offline
 * where the model is, and **no codebert**: a causal model's tokens know only what stands before them, so
 * that scores lie elsewhere, and are comparable with none of CodeBERTScore as published. Its name,
 * `causal encoder MODEL`, stands beside them.
 *
 * @param model A known model's name or the path of a `.gguf` file, with or without `gguf:`.
 * @throws {Error} of one line: no such model, no engine for this platform, a layer other than the last
 *
 * @example
 * ```ts
 * import { causalEncoder, codeBertScore } from "tracelab/metrics";
 * import process from "node:process";
 * if (process.env.TRACELAB_MODELS) {
 *   await using encoder = await causalEncoder("gguf:qwen2.5-coder-0.5b");
 *   const pairs = [{ candidate: "return a + b", reference: "return b + a" }];
 *   console.log(encoder.name, await codeBertScore(encoder, pairs));
 * }
 * ```
 */
export async function causalEncoder(
  model: string,
  options: CausalEncoderOptions = {},
): Promise<OpenEncoder> {
  refuseUnknown("causalEncoder", options, { window: true, threads: true });
  const name = model.replace(/^gguf:/, ""), said = `causal encoder ${name}`;
  const file = await findWeights(name), { values } = readGguf(file);
  const architecture = values.get("general.architecture");
  const trained = values.get(`${architecture}.context_length`);
  const layers = values.get(`${architecture}.block_count`);
  const fewer = Number(process.env.TRACELAB_THREADS) || undefined;
  const most = typeof trained === "number" ? trained : Infinity;
  const { window = Math.min(2048, most), threads = fewer } = options;
  if (!(Number.isInteger(window) && window > 3 && window <= most)) {
    throw new RangeError(`'window' must be an integer from 4 to ${most}: ${window}`);
  }
  const running = new EncoderProcess(said, async () => {
    const engine = await installEngine();
    return workerCommand("causalWorker", { engine, model: file, window, threads });
  });
  const close = () => running.close();
  return {
    name: said,
    window,
    tokenize: (text) => running.tokenize(text),
    embed(sequences, layer) {
      if (layer === undefined || layer === layers) return running.embed(sequences);
      return Promise.reject(
        new RangeError(`${said}: layer ${layer}: llama.cpp gives the last one only (${layers})`),
      );
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
