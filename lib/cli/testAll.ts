/**
 * `deno task test`: format, lint, types, unit and doc tests, then the notebooks.
 * `deno task test PATH…`: the tests and doc examples of these files and folders alone, with
 * `--filter NAME` and `--fail-fast`.
 * Prints one plain closing line, `N passed, N failed, N skipped`, and exits with 1 when anything failed.
 */
import { command, here, start } from "./command.ts";
import { steps } from "./steps.ts";

export const parser = command("test", "Format, lint, types, unit and doc tests, every notebook.")
  .argument("[path...]", "the tests and doc examples of these files and folders alone")
  .option("--filter <name>", "only tests of which the name holds this")
  .option("--fail-fast", "end at the first failure");

async function work(): Promise<number> {
  const { filter, failFast } = parser.opts<{ filter?: string; failFast?: boolean }>();
  const options = [
    ...(filter === undefined ? [] : ["--filter", filter]),
    ...(failFast ? ["--fail-fast"] : []),
  ];
  const chosen = parser.args.map(here);
  const all = steps(), { step, tests } = all;
  if (chosen.length === 0) {
    await step("format", "fmt", "--check");
    await step("lint", "lint", "lib");
    await step("types", "check", "--doc", "lib");
  }
  // Checked already; each worker that a test starts would be checked again.
  const paths = chosen.length ? chosen : ["lib"];
  await tests(
    "unit tests and doc examples",
    "test",
    "-A",
    "--no-check",
    "--doc",
    ...options,
    ...paths,
  );

  console.log(`\n${all.closingLine()}`);
  return all.failed ? 1 : 0;
}

if (import.meta.main) await start(parser, work);
