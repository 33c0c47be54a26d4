/**
 * tracelab: a notebook laboratory for research on code generation by language models.
 *
 * @module
 */
export * from "./tasks/mod.ts";
export * from "./sandbox/mod.ts";
export * from "./models/mod.ts";
export * from "./models/tiny/mod.ts";
export * from "./runs/mod.ts";
export * from "./metrics/mod.ts";
export * from "./methods/mod.ts";
export * from "./show/mod.ts";
export * from "./notebook/mod.ts";
