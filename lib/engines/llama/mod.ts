export { type KnownModel, knownModels } from "./knownModels.ts";
export { ggufParts } from "./ggufParts.ts";
export { installEngine } from "./installEngine.ts";
export { LlamaEngine, llamaEngine, type LlamaOptions } from "./llamaEngine.ts";
export { findWeights, localWeights } from "./weights.ts";
export { type ModelServer, serveModel } from "./serveModel.ts";
