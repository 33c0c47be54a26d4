export * from "./completion.ts";
export * from "./intent.ts";
export * from "./model.ts";
export * from "./solve.ts";
