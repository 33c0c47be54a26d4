/** Kernel → Interrupt on the real kernels: the cell ends, its variables and what it recorded stay. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { needs } from "../testing/needs.ts";
import { Kernel } from "./kernel.ts";
import { type KernelName, kernelSpec } from "./kernelSpec.ts";

const root = join(import.meta.dirname!, "../..");

/** Runs a cell, interrupts it when it has printed `mark`, and gives what it printed and raised. */
async function cell(kernel: Kernel, code: string, mark?: string) {
  let printed = "";
  const reply = await kernel.execute(code, ({ content }) => {
    printed += [content.text, content.ename, content.evalue].filter(Boolean).join(" ");
    if (mark === undefined || !printed.includes(mark)) return;
    mark = undefined;
    kernel.interrupt();
  }, { timeoutMs: 60_000 });
  await kernel.settle(({ content }) => void (printed += content.text ?? ""));
  return { status: reply.status, printed };
}

async function onKernel(name: KernelName, work: (kernel: Kernel, folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), "tracelab-interrupt-"));
  const env = { TRACELAB_RUNS: join(folder, "runs"), TRACELAB_STORE: join(folder, "store") };
  const kernel = await Kernel.start(kernelSpec(name), { cwd: join(root, "notebooks"), env });
  try {
    await work(kernel, folder);
  } finally {
    await kernel.close();
    rmSync(folder, { recursive: true });
  }
}

/** A run of 40 attempts, slow after the third. */
const setUp = `import { attempt, loadTasks, record, scripted, solve } from "tracelab";
let kept = 41;
const asks = { made: 0, slow: true }; // a variable of a cell is not one in another, on tslab
const later = (ms: number) => new Promise((done) => setTimeout(done, ms));
const tasks = await loadTasks("tiny", { limit: 40, seed: 7 });
const coder = scripted(async () => {
  if (asks.made++ === 3) console.log("asked");
  await later(asks.made > 3 && asks.slow ? 300 : 1);
  return "def solution():\\n    return 1\\n";
}, { concurrency: 1 });
async function* method() {
  for (const task of tasks) {
    const completion = await coder.ask(solve(task));
    yield attempt({ method: "own", taskId: task.id, completion });
  }
}`;
const recorded = `const made = await record("interrupted", { tasks }, method());
console.log(made.attempts.length, "attempts");`;

for (const name of ["deno", "tslab"] as const) {
  Deno.test({
    ...needs("node"),
    name: `on ${name} an interrupt ends a cell with the lab's work, keeps all, and it can go on`,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () =>
      onKernel(name, async (kernel) => {
        assert.equal((await cell(kernel, setUp)).status, "ok");
        const stopped = await cell(kernel, recorded, "asked");
        assert.equal(stopped.status, "error");
        assert.match(stopped.printed, /[Ii]nterrupted/);
        // Nothing goes on unseen.
        const before = await cell(kernel, "await later(400); console.log(asks.made, kept + 1);");
        const after = await cell(kernel, "await later(900); console.log(asks.made, kept + 1);");
        assert.equal(after.printed, before.printed);
        assert.match(after.printed, /^[45] 42\n$/);
        const whole = await cell(kernel, `asks.slow = false;\n${recorded}`);
        assert.equal(whole.printed, "40 attempts\n");
        const prompts = "new Set(tasks.map(({ prompt }) => JSON.stringify(prompt))).size";
        const twice = await cell(kernel, `console.log(asks.made - ${prompts});`);
        assert.equal(twice.printed, "0\n"); // no call was made twice
      }),
  });
}

Deno.test({
  name: "on deno an interrupt of a cell without the lab's work says what helps, and loses nothing",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: () =>
    onKernel("deno", async (kernel) => {
      await cell(kernel, setUp);
      const waited = await cell(kernel, 'console.log("on"); await later(2000); kept;', "on");
      assert.equal(waited.status, "ok");
      assert.match(waited.printed, /cannot end other code.*Kernel → Restart/);
      assert.equal((await cell(kernel, "console.log(kept + 1)")).printed, "42\n");
    }),
});
