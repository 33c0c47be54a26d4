export { causalEncoder, type CausalEncoderOptions } from "./causalEncoder.ts";
export { type CodeEncoder, type CodeToken, type OpenEncoder } from "./codeEncoder.ts";
export { onnxEncoder } from "./onnxEncoder.ts";
export { openEncoder } from "./openEncoder.ts";
