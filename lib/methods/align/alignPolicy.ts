import { providers } from "../../engines/mod.ts";
import { type AlignMethod, alignMethods } from "./alignMethods.ts";

/** Who writes the programs. */
export interface AlignPolicy {
  /** As `model` and `align` take it. */
  uri: string;
  /** The methods that `align` has for it; what none trains runs `baseline`, and its pairs are exported. */
  methods: readonly AlignMethod[];
}

/** Whether a URI is an embedded model's. */
export const isTiny = (uri: string): boolean => /^tiny(:|$)/.test(uri);

/**
 * The methods of `align` for the model of a URI: all of an embedded one; of a real one that is trained
 * here (`gguf:`, with `trl`) those whose losses `trl` has; of any other `baseline` alone.
 */
export function methodsOf(uri: string): readonly AlignMethod[] {
  if (isTiny(uri)) return alignMethods;
  return uri.startsWith("gguf:") ? ["baseline", "dpo", "rejectionSampling"] : ["baseline"];
}

/** Names that are whole URIs already. */
const whole = new RegExp(`^(${Object.keys(providers).join("|")}|https?|gguf|recorded|tiny):.`);

/**
 * The model of the original's two options. `api` is OpenAI's, or whichever hosted or local server the
 * name itself says (`mistral:NAME`, `http://host:8000/v1#NAME`); `huggingface` is that model behind a
 * local vLLM, which serves it under its name; any other `model_type` is a scheme of `model`: `tiny`,
 * `gguf`, `ollama`, `vllm`…
 *
 * @throws {RangeError} where one of the two is empty, or no text
 *
 * @example
 * ```ts
 * import { alignPolicy } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * assert.deepEqual(alignPolicy("api", "gpt-4o-mini"), { uri: "openai:gpt-4o-mini", methods: ["baseline"] });
 * assert.equal(alignPolicy("huggingface", "Qwen/Qwen2.5-Coder-7B").uri, "vllm:Qwen/Qwen2.5-Coder-7B");
 * assert.deepEqual(alignPolicy("gguf", "qwen2.5-coder-0.5b").methods, ["baseline", "dpo", "rejectionSampling"]);
 * ```
 */
export function alignPolicy(model_type: string, model_name: string): AlignPolicy {
  for (const [name, value] of Object.entries({ model_type, model_name })) {
    if (typeof value !== "string" || !value.trim()) {
      throw new RangeError(`'${name}' must be a name: ${JSON.stringify(value) ?? value}`);
    }
  }
  const [type, named] = [model_type.trim(), model_name.trim()];
  const served: Record<string, string> = { api: "openai", huggingface: "vllm" };
  const scheme = Object.hasOwn(served, type) ? served[type] : undefined;
  // `ollama`, `mistral:7b` is a model of Ollama's, and nobody else is asked.
  const uri = scheme && whole.test(named) ? named : `${scheme ?? type}:${named}`;
  return { uri, methods: methodsOf(uri) };
}
