/**
 * `deno task test`: format, lint, types, unit and doc tests, then the notebooks.
 * `deno task test PATH…`: the tests and doc examples of these files and folders alone, with the
 * options of `deno test` (`--filter NAME`).
 * Prints one plain closing line, `N passed, N failed, N skipped`, and exits with 1 when anything failed.
 */
import process from "node:process";
import { steps } from "./steps.ts";

// A test run that reached this file again would start itself without end.
if (!import.meta.main) throw new Error("testAll.ts is a command, not a module");

const chosen = process.argv.slice(2);
const all = steps(), { step, tests } = all;
if (chosen.length === 0) {
  await step("format", "fmt", "--check");
  await step("lint", "lint", "lib");
  await step("types", "check", "--doc", "lib");
}
// Checked already; each worker that a test starts would be checked again.
const paths = chosen.length ? chosen : ["lib"];
await tests("unit tests and doc examples", "test", "-A", "--no-check", "--doc", ...paths);

console.log(`\n${all.closingLine()}`);
process.exit(all.failed ? 1 : 0);
