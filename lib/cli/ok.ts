/**
 * `deno task ok`: what is looked at before every commit, in under half a minute: format, lint, types,
 * and the house rules (floors, entries, an example for every exported value, links). The tests of what you
 * changed are `deno task test PATH…`.
 */
import { command, start } from "./command.ts";
import { steps } from "./steps.ts";

export const parser = command("ok", "Before every commit: format, lint, types, floors.");

async function work(): Promise<number> {
  const all = steps(), { step, tests } = all;
  await step("format", "fmt", "--check", "-q");
  await step("lint", "lint", "-q", "lib");
  await step("types, of the examples too", "check", "-q", "--doc", "lib");
  await tests(
    "floors, entries, examples, links",
    "test",
    "-A",
    "-q",
    "--no-check",
    "lib/floors_test.ts",
    "lib/entries_test.ts",
    "lib/readmes_test.ts",
  );

  console.log(`\n${all.closingLine()}`);
  return all.failed ? 1 : 0;
}

if (import.meta.main) await start(parser, work);
