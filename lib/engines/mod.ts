/**
 * `model(uri)`: a scheme is a file here, and each gives the interface of `models/`.
 *
 * @module
 */
export * from "./encoders/mod.ts";
export { type GgufOptions } from "./gguf.ts";
export * from "./llama/mod.ts";
export { model, type OptionsOf } from "./model.ts";
export { recordedModel } from "./recorded.ts";
export { type Script, scripted, type ScriptedModel } from "./scripted.ts";
export { type Client, clientOf } from "./server/client.ts";
export { malformed, refuseError, serverError } from "./server/serverError.ts";
export { type Server, serverOf } from "./server/serverOf.ts";
export type { ServerOptions } from "./server/serverOptions.ts";
export { type Provider, providers } from "./server/providers.ts";
