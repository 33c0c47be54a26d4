/**
 * The flows: what they share, and a folder for each published system. No system uses another.
 *
 * @module
 */
export * from "./align/mod.ts";
export * from "./flow/mod.ts";
export * from "./prompt/mod.ts";
export * from "./research/mod.ts";
export * from "./trace/mod.ts";
