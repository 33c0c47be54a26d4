/**
 * Iterative prompt optimisation: standing instructions, rewritten from the analysis of failures.
 *
 * @module
 */
export {
  type Acceptance,
  acceptance,
  bestOf,
  type Decision,
  type Evaluated,
} from "./acceptance.ts";
export { type ReadInstructions, readInstructions } from "./instructions.ts";
export { type Leak, type LeakGuard, leakGuard } from "./leakGuard.ts";
export { drawMember, type FrontMember, paretoFront } from "./paretoFront.ts";
export { type PassOptions, passRule } from "./passRule.ts";
export { type TestLock, testLock } from "./testLock.ts";
