/**
 * `deno task test`: format, lint, types, unit and doc tests, then the notebooks.
 * Prints one plain closing line, `N passed, N failed, N skipped`, and exits with 1 when anything failed.
 */
import process from "node:process";

// A test run that reached this file again would start itself without end.
if (!import.meta.main) throw new Error("testAll.ts is a command, not a module");

const root = new URL("../..", import.meta.url).pathname;
let passed = 0, failed = 0, skipped = 0;

/** Runs deno; copies what it prints; returns whether it succeeded, and its output. */
async function deno(...args: string[]): Promise<{ ok: boolean; output: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd: root,
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  let output = "";
  const copy = async (from: ReadableStream<Uint8Array>, to: NodeJS.WritableStream) => {
    const decoder = new TextDecoder();
    for await (const chunk of from) {
      const text = decoder.decode(chunk, { stream: true });
      output += text;
      to.write(text);
    }
  };
  await Promise.all([copy(child.stdout, process.stdout), copy(child.stderr, process.stderr)]);
  return { ok: (await child.status).success, output };
}

async function step(name: string, ...args: string[]) {
  console.log(`\n# ${name}`);
  (await deno(...args)).ok ? passed++ : failed++;
}

async function tests(name: string, ...args: string[]) {
  console.log(`\n# ${name}`);
  const { ok, output } = await deno(...args);
  // "ok | 12 passed (3 steps) | 0 failed | 2 ignored (1s)"
  const line = output.match(/^(?:ok|FAILED) \| .*$/gm)?.at(-1);
  const count = (word: string) => Number(line?.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  passed += count("passed");
  failed += count("failed");
  skipped += count("ignored");
  if (!ok && count("failed") === 0) failed++; // a module that does not load has no test to count
  if (!line) failed++;
}

await step("format", "fmt", "--check");
await step("lint", "lint", "lib");
await step("types", "check", "--doc", "lib");
// Checked already; each worker that a test starts would be checked again.
await tests("unit tests and doc examples", "test", "-A", "--no-check", "--doc", "lib");

console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed ? 1 : 0);
