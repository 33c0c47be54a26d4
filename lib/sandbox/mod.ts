export * from "./limits.ts";
export * from "./openSandbox.ts";
export * from "./program.ts";
export * from "./recalling.ts";
export * from "./sandbox.ts";
export * from "./trace.ts";
export * from "./verdict.ts";
