/**
 * The interface of models: text in, text out; what is asked (intents, prompts, dialects), what keeps
 * replies (store) and what bounds them (limits). Engines implement it and stand above.
 *
 * @module
 */
export * from "./model.ts";
export * from "./request.ts";
export * from "./completion.ts";
export * from "./intent.ts";
export * from "./solve.ts";
export * from "./events.ts";
export * from "./modelError.ts";
export * from "./modelOptions.ts";
export * from "./engine.ts";
export * from "./dialects.ts";
export { modelFrom, type OpenEngine, StoredModel } from "./modelFrom.ts";
export * from "./batch.ts";
export * from "./redact.ts";
export { checkOptions } from "./checkOptions.ts";
export { endOf, errorIn, givenUp, type ToldError } from "./errorIn.ts";
export * from "./jsonReply.ts";

export * as prompts from "./prompts/mod.ts";
export * from "./prompts/renderCall.ts";
export * from "./prompts/template.ts";
export * from "./prompts/withSubtasks.ts";

export * from "./store/callKey.ts";
export * from "./store/completionOf.ts";
export * from "./store/identity.ts";
export * from "./store/store.ts";
export { storePath } from "./store/storePath.ts";

export * from "./limits/accounts.ts";
export * from "./limits/backoffMs.ts";
export * from "./limits/budget.ts";
export * from "./limits/priceOf.ts";
