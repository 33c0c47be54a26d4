/**
 * The name of a run from what distinguishes it, so that another model or size is another run:
 * `experiment/value.value…`, with what cannot stand in a folder's name written as `-`.
 *
 * @example
 * ```ts
 * import { runName } from "tracelab";
 * runName("base-code", ["humaneval", "ollama:qwen2.5-coder:7b", 20, undefined]);
 * // "base-code/humaneval.ollama-qwen2.5-coder-7b.20.all"
 * ```
 */
export function runName(experiment: string, values: (string | number | undefined)[]): string {
  const parts = values.map((value) => String(value ?? "all").replace(/[^\w.+-]+/g, "-"));
  return `${experiment}/${parts.join(".").replace(/^[^\w]+/, "").slice(-120) || "main"}`;
}
