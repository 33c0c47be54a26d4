import assert from "node:assert/strict";
import { Kernel } from "./kernel.ts";
import { kernelSpec } from "./kernelSpec.ts";
import type { Message } from "./message.ts";

const cwd = import.meta.dirname!;
const start = () => Kernel.start(kernelSpec("deno"), { cwd });

Deno.test("a kernel keeps its state from cell to cell and tells errors with their trace", async () => {
  await using kernel = await start();
  const messages: Message[] = [];
  const run = (code: string) => kernel.execute(code, (message) => messages.push(message));
  assert.equal((await run("const a: number = 20;")).status, "ok");
  assert.equal((await run("console.log(a + 1)")).status, "ok");
  const reply = await run("throw new TypeError('a is ' + a)");
  await kernel.settle();
  assert.deepEqual([reply.status, reply.ename, reply.evalue], ["error", "TypeError", "a is 20"]);
  const stream = messages.find(({ type }) => type === "stream");
  assert.deepEqual(stream?.content, { name: "stdout", text: "21\n" });
});

Deno.test("Deno's kernel does not stop on an error, and a cell has no way to learn of it: `lab` says so", async () => {
  await using kernel = await start();
  const printed: string[] = [];
  const run = (code: string) =>
    kernel.execute(
      code,
      ({ type, content }) => void (type === "stream" && printed.push(content.text)),
    );
  await run(`globalThis.heard = [];
for (const type of ["error", "unhandledrejection", "rejectionhandled"]) {
  globalThis.addEventListener(type, () => heard.push(type));
}`);
  const replies = await Promise.all([
    run("throw new Error('first')"),
    run("await Promise.reject(new Error('second'))"),
    run("console.log('later', heard.length, typeof _error)"),
  ]);
  await kernel.settle();
  assert.deepEqual(replies.map(({ status }) => status), ["error", "error", "ok"]);
  assert.equal(printed.join(""), "later 0 undefined\n");
});

Deno.test("no output of 300 cells is lost, also those published after idle", async () => {
  await using kernel = await start();
  const seen = Array.from({ length: 300 }, () => "");
  for (const i of seen.keys()) {
    const onOutput = ({ type, content }: Message) => {
      if (type === "stream") seen[i] += content.text;
      if (type === "execute_result") seen[i] += content.data["text/plain"];
    };
    await kernel.execute(`console.log("out ${i}"); ${i}`, onOutput);
    await kernel.settle(onOutput);
  }
  assert.deepEqual(seen, seen.map((_, i) => `out ${i}\n${i}`));
});

Deno.test("an output of 20 MB arrives whole", async () => {
  await using kernel = await start();
  let size = 0;
  await kernel.execute(
    "await Deno.jupyter.display({ 'text/html': 'x'.repeat(20_000_000) }, { raw: true })",
    (message) => {
      if (message.type === "display_data") size = message.content.data["text/html"].length;
    },
  );
  await kernel.settle();
  assert.equal(size, 20_000_000);
});

Deno.test("a kernel that ends is told from a cell that fails", async () => {
  await using kernel = await start();
  await assert.rejects(kernel.execute("Deno.exit(3)", () => {}), {
    name: "KernelDied",
    message: /^kernel died \(exit 3\)/,
  });
});

Deno.test("a cell that does not end is given up after its time", async () => {
  await using kernel = await start();
  await assert.rejects(kernel.execute("while (true) {}", () => {}, { timeoutMs: 300 }), {
    name: "KernelTimeout",
    message: "the cell ran past 0.3 s",
  });
});

Deno.test("a time that no timer can count, 25 days and more, is no end at once", async () => {
  await using kernel = await start();
  await kernel.execute("await new Promise((done) => setTimeout(done, 50))", () => {}, {
    timeoutMs: 2 ** 31,
  });
});

Deno.test("a kernel that does not start says why", async () => {
  const spec = { ...kernelSpec("deno"), command: ["no-such-kernel"] };
  await assert.rejects(Kernel.start(spec, { cwd }), { name: "KernelDied", message: /ENOENT/ });
});

Deno.test("four kernels run side by side", async () => {
  const kernels = await Promise.all([1, 2, 3, 4].map(start));
  try {
    const sums = await Promise.all(kernels.map(async (kernel, i) => {
      let text = "";
      await kernel.execute(`console.log(${i} * 10)`, ({ content }) => text += content.text ?? "");
      await kernel.settle();
      return text;
    }));
    assert.deepEqual(sums, ["0\n", "10\n", "20\n", "30\n"]);
  } finally {
    await Promise.all(kernels.map((kernel) => kernel.close()));
  }
});
