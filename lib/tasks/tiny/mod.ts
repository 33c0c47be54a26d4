export * from "./tinyTasks.ts";
export { random } from "./random.ts";
export type { Random } from "./random.ts";
export { type Conventions, defaultConventions, directives } from "./conventions.ts";
