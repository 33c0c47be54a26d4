export * from "./analyse.ts";
export * from "./edgeTests.ts";
export * from "./judge.ts";
export * from "./optimise.ts";
export * from "./plan.ts";
export * from "./repair.ts";
export * from "./rewrite.ts";
export * from "./solve.ts";
