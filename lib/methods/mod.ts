export * from "./base.ts";
export * from "./seedOf.ts";
