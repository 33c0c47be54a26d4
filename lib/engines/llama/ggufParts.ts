/**
 * What a URI of this engine names: `gguf:NAME` or `gguf:FILE`, with or without `?adapter=LORA.gguf`.
 *
 * @example
 * ```ts
 * import { ggufParts } from "./ggufParts.ts";
 * ggufParts("gguf:base.gguf?adapter=lora.gguf"); // { name: "base.gguf", adapter: "lora.gguf" }
 * ```
 */
export function ggufParts(uri: string): { name: string; adapter?: string } {
  const [, name, adapter] = /^(?:gguf:)?([^]*?)(?:\?adapter=([^]*))?$/.exec(uri)!;
  return { name, adapter };
}
