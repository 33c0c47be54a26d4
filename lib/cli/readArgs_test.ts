import assert from "node:assert/strict";

/** Exit code and errors of a command; it is stopped where it takes its arguments. */
async function command(script: string, ...args: string[]) {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL(script, import.meta.url).pathname, ...args],
    env: { NO_COLOR: "1" },
    signal: AbortSignal.timeout(60_000),
  }).output();
  // Deno's own line, when another Deno is starting at the same moment.
  const error = new TextDecoder().decode(stderr).replace(
    /^Blocking waiting for file lock.*\n?/gm,
    "",
  );
  return { code, error: error.trimEnd() };
}

Deno.test("a command refuses arguments that it cannot read with one line and exit code 2", async () => {
  const cases: [string[], string][] = [
    [["run.ts", "x.ipynb", "--timeout", "abc"], "--timeout must be a positive number: abc"],
    [["run.ts", "x.ipynb", "--nope"], "Unknown option '--nope'"],
    [["reproduce.ts", "--nope"], "Unknown option '--nope'"],
    [["tinyTrain.ts", "--nope"], "Unknown option '--nope'"],
    [
      ["tinyTrain.ts", "nope"],
      "unknown checkpoint: nope (there are base, student, teacher, debugger)",
    ],
    [["tinyLearn.ts", "--seeds", "x"], "--seeds must be a positive integer: x"],
    [
      ["tinyLearn.ts", "toString"],
      "unknown experiment: toString (there are sft, lora, distillation, preferences)",
    ],
    [["bench.ts", "tiny", "--nope"], "Unknown option '--nope'"],
    [["bench.ts", "tiny", "--turns", "0"], "--turns must be a positive integer: 0"],
    [["bench.ts", "models", "--requests", "x"], "--requests must be a positive integer: x"],
  ];
  const runs = await Promise.all(cases.map(([[script, ...args]]) => command(script, ...args)));
  assert.deepEqual(runs, cases.map(([, error]) => ({ code: 2, error })));
});
