export * from "./harnessKind.ts";
export * from "./limits.ts";
export * from "./openSandbox.ts";
export * from "./program.ts";
export { type Judging, programOf, type Tests } from "./programOf.ts";
export * from "./recalling.ts";
export * from "./sandbox.ts";
export * from "./trace.ts";
export * from "./verdict.ts";
