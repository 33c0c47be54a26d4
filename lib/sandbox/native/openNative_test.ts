import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { dataFolder, needs } from "../../testing/needs.ts";
import { loadTasks, type Test } from "../../tasks/mod.ts";
import { limitsOf } from "../limits.ts";
import type { Program } from "../program.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Status, Verdict } from "../verdict.ts";
import { findInterpreter, interpreters } from "./interpreter.ts";
import { NativeLane } from "./lane.ts";
import { openNative } from "./openNative.ts";

const add = "def add(a, b):\n    return a + b\n";
const check = {
  kind: "check",
  code:
    "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(5, 7) == 12\n",
} as const;
const quick = { cpuSeconds: 1, wallSeconds: 2 };

function test(name: string, fn: (python: Sandbox) => Promise<void>, lanes = 1) {
  Deno.test({
    ...needs("python", "namespaces"),
    name: `native: ${name}`,
    fn: async () => {
      await using python = await openNative({ lanes });
      await fn(python);
    },
  });
}

const statuses: [Status, string, Partial<Program>][] = [
  ["passed", add, {}],
  ["failed", "def add(a, b):\n    return a - b\n", {}],
  ["failed", "def add(a, b):\n    return object()\n", {}],
  ["failed", "def add(a, b):\n    return None\n", {}],
  ["error", "def add(a, b):\n    return a + c\n", {}],
  ["error", "def sub(a, b):\n    return a - b\n", {}],
  ["error", "import a_module_that_was_invented\n", {}],
  ["syntax", "def add(a, b)\n    return a + b\n", {}],
  ["timeout", "def add(a, b):\n    while True: pass\n", { limits: quick }],
  ["timeout", "import time\ntime.sleep(60)\n", { limits: quick }],
  ["memory", "def add(a, b):\n    return bytearray(1 << 31)\n", {}],
  ["killed", "import os\nos._exit(0)\n", {}],
  ["killed", "raise SystemExit(0)\n", {}],
  ["killed", "import os\nos.abort()\n", {}],
  ["harness", add, { test: { kind: "check", code: "def check(" } }],
  ["harness", add, { test: { kind: "check", code: "import nothing_here" } }],
  ["harness", "import gmpy2\n" + add, {}],
];

test("every status is reached", async (python) => {
  for (const [status, code, more] of statuses) {
    const verdict = await python.run({ code, test: check, entryPoint: "add", ...more });
    assert.equal(verdict.status, status, `${code}\n${JSON.stringify(verdict)}`);
    assert.equal(verdict.engine, "native");
    if (status === "harness" || status === "killed") assert.ok(verdict.reason);
  }
});

test("an error carries type, message, line, stack and locals of the candidate's file", async (python) => {
  const code =
    "def half(x):\n    rest = x % 2\n    return x // rest\n\ndef add(a, b):\n    return half(a)\n";
  const test: Test = { kind: "asserts", asserts: ["assert add(4, 2) == 2"], setup: "" };
  const { error, tests } = await python.run({ code, test, entryPoint: "add" });
  assert.equal(error?.type, "ZeroDivisionError");
  assert.equal(error?.message, "integer division or modulo by zero");
  assert.equal(error?.line, 3);
  assert.deepEqual(error?.stack.map((frame) => [frame.function, frame.line, frame.source]), [
    ["add", 6, "return half(a)"],
    ["half", 3, "return x // rest"],
  ]);
  assert.deepEqual(error?.locals, { x: "4", rest: "0" });
  assert.equal(tests[0].call, "add(4, 2)");
});

test("a failed assert says what was called, expected and got", async (python) => {
  const asserts = ["assert add(1, 2) == 3", "assert add([1], [2]) == [1, 2]"];
  const code = "def add(a, b):\n    return a + b if type(a) is int else [a, b]\n";
  const verdict = await python.run({
    code,
    test: { kind: "asserts", asserts, setup: "" },
    entryPoint: "add",
  });
  assert.deepEqual(verdict.tests.map(({ status }) => status), ["passed", "failed"]);
  const { call, expected, got } = verdict.tests[1];
  assert.deepEqual({ call, expected, got }, {
    call: "add([1], [2])",
    expected: "[1, 2]",
    got: "[[1], [2]]",
  });
});

test("stdin and stdout of a script are compared case by case", async (python) => {
  const cases = [{ input: "1 2\n", output: "3\n" }, { input: "5 7\n", output: "12" }, {
    input: "0 0",
    output: "1",
  }];
  const code = "print(sum(map(int, input().split())))\n";
  const verdict = await python.run({ code, test: { kind: "stdio", cases } });
  assert.deepEqual(verdict.tests.map(({ status }) => status), ["passed", "passed", "failed"]);
  assert.equal(verdict.status, "failed");
});

test("inputs are compared with the reference's outputs, base and plus apart", async (python) => {
  const reference = "def add(a, b):\n    return a + b\n";
  const code = "def add(a, b):\n    return a + b if a < 100 else 0\n";
  const test = {
    kind: "inputs",
    reference,
    base: "[[1, 2], [1.5, 2]]",
    plus: "[[100, 1]]",
    atol: 0,
    rtol: 1e-7,
  } as const;
  const verdict = await python.run({ code, test, entryPoint: "add" });
  assert.deepEqual(verdict.tests.map(({ group, status }) => [group, status]), [
    ["base", "passed"],
    ["base", "passed"],
    ["plus", "failed"],
  ]);
});

const noisy = `import random, time, os
class Thing: pass
def add(a, b):
    words = {"x", "y", "zebra", "w"}
    thing = Thing()
    r = random.random()
    print(words, r, time.strftime("%Z"), sorted(os.environ))
    for i in range(3):
        r += i
    return [str(words), r, repr(thing), missing]
`;

Deno.test({
  ...needs("python", "namespaces"),
  name: "native: the same program gives the same verdict and the same trace, in any lane",
  fn: async () => {
    const verdicts: Verdict[] = [];
    for (let round = 0; round < 3; round++) {
      await using python = await openNative({ lanes: 1 });
      verdicts.push(await python.run({ code: noisy, test: check, entryPoint: "add", trace: true }));
    }
    const [first, ...others] = verdicts.map(withoutTimes);
    assert.ok(first.trace && first.trace.events.length > 10);
    for (const other of others) assert.deepEqual(other, first);
  },
});

function withoutTimes({ cpuMs: _, wallMs: __, memoryKb: ___, ...rest }: Verdict) {
  return rest;
}

test("a trace shows calls, lines, changed locals, results and the exception", async (python) => {
  const code = "def add(a, b):\n    total = a\n    total += b\n    return total / 0\n";
  const { trace } = await python.run({ code, test: check, entryPoint: "add", trace: "failures" });
  assert.ok(trace);
  const own = trace.events.filter((event) => event.function === "add");
  assert.deepEqual(own.map(({ kind, line }) => [kind, line]), [
    ["call", 1],
    ["line", 2],
    ["line", 3],
    ["line", 4],
    ["exception", 4],
  ]);
  const shown = (index?: number) => index === undefined ? undefined : trace.values[index];
  assert.deepEqual([shown(own[0].changed?.a), shown(own[0].changed?.b)], ["1", "2"]);
  assert.equal(shown(own[3].changed?.total), "3");
  assert.match(shown(own[4].value)!, /ZeroDivisionError/);
  assert.deepEqual(trace.lines, { "1": 1, "2": 1, "3": 1, "4": 1 });
});

test("a trace is bounded: first and last events, and a program that would not end", async (python) => {
  const code = "def add(a, b):\n    while True:\n        a += 1\n";
  const options = { code, test: check, entryPoint: "add", limits: { cpuSeconds: 2 } };
  const { status, trace } = await python.run({ ...options, trace: { head: 5, tail: 7 } });
  assert.equal(status, "timeout");
  assert.equal(trace?.events.length, 12);
  assert.equal(trace?.dropped, trace!.total - 12);
});

test("programs after each other see nothing of each other", async (python) => {
  const plant =
    "import builtins, random, os\nbuiltins.left = 1\nopen('/tmp/left', 'w').write('x')\nrandom.seed(1)\n";
  const look = "import builtins, os\nprint(hasattr(builtins, 'left'), os.listdir('/tmp'))\n";
  await python.run({ code: plant });
  assert.equal((await python.run({ code: look })).stdout, "False []\n");
});

test("what only some tests need is in no program's process", async (python) => {
  const names = ["asyncio", "ssl", "subprocess", "unittest.mock"];
  const code = `import sys\nprint([name for name in ${
    JSON.stringify(names)
  } if name in sys.modules])`;
  assert.equal((await python.run({ code })).stdout, "[]\n");
});

test("output beyond the cap is counted, not kept", async (python) => {
  const verdict = await python.run({
    code: "print('x' * 1_000_000)",
    limits: { outputBytes: 1000 },
  });
  assert.equal(verdict.stdout.length, 1000);
  assert.equal(verdict.stdoutBytes, 1_000_001);
});

test("time-outs end within 50 ms of the limit", async (python) => {
  const lateness: number[] = [];
  for (let round = 0; round < 5; round++) {
    const code = "import time\ntime.sleep(10)\n";
    const { status, wallMs } = await python.run({ code, limits: { wallSeconds: 0.3 } });
    assert.equal(status, "timeout");
    lateness.push(wallMs - 300);
  }
  assert.ok(Math.min(...lateness) < 50, `late by ${lateness}`);
});

const sets: [string, number][] = [["humaneval", 164], ["mbpp", 974], ["starter", 150]];
for (const [name, least] of sets) {
  Deno.test({
    ...(name === "starter" ? needs("python", "namespaces") : needs("data", "python", "namespaces")),
    name: `native: every canonical solution of ${name} passes`,
    fn: async () => {
      if (name !== "starter") assert.ok(dataFolder);
      await using python = await openNative();
      const tasks = await loadTasks(name);
      const candidates = tasks.map((task) => ({ task, completion: { code: task.canonical! } }));
      const failed: unknown[] = [];
      let passed = 0;
      for await (const { task, verdict } of python.judge(candidates)) {
        if (verdict.status === "passed") passed++;
        else failed.push([task.id, verdict.status, verdict.reason, verdict.error?.message]);
      }
      assert.deepEqual(failed, []);
      assert.ok(passed >= least, `${passed} passed`);
    },
  });
}

Deno.test({
  ...needs("python", "namespaces"),
  name: "native: a lane keeps to one core where there is a lane for every core",
  fn: async () => {
    const cores = availableParallelism();
    const code = "import os\nprint(len(os.sched_getaffinity(0)), min(os.sched_getaffinity(0)))";
    for (const lanes of [cores, 1]) {
      await using python = await openNative({ lanes });
      const programs = Array.from({ length: 8 * lanes }, () => ({ code }));
      const seen = new Set<string>();
      for await (const { verdict } of python.stream(programs)) seen.add(verdict.stdout.trim());
      assert.equal(seen.size, lanes, [...seen].join("; "));
      for (const line of seen) assert.equal(line.split(" ")[0], lanes === cores ? "1" : `${cores}`);
    }
  },
});

Deno.test({
  ...needs("python", "namespaces"),
  name: "native: a lane that is killed is started again and its program judged once more",
  fn: async () => {
    const { executable } = findInterpreter();
    const start = () => NativeLane.start({ executable, isolation: "namespaces", profile: "plain" });
    const { Pool } = await import("../pool.ts");
    const lanes: NativeLane[] = [];
    const python = new Pool({
      engine: "native",
      protection: "",
      python: "",
      lanes: 1,
      start: async () => {
        lanes.push(await start());
        return lanes.at(-1)!;
      },
    });
    const verdict = python.run({ code: "import time\ntime.sleep(0.5)\nprint('done')\n" });
    while (!lanes.length) await new Promise((resolve) => setTimeout(resolve, 20));
    setTimeout(() => lanes[0].kill(), 200);
    assert.equal((await verdict).stdout, "done\n");
    assert.equal(lanes.length, 2);
    await python.close();
  },
});

/** A Python that this isolation can serve: root's own may lie where nobody else may enter. */
async function servedBy(isolation: "namespaces" | "landlock"): Promise<string> {
  const causes: unknown[] = [];
  for (const python of interpreters()) {
    try {
      if (python instanceof Error) throw python;
      const { executable } = python;
      await (await NativeLane.start({ executable, isolation, profile: "plain" })).close();
      return executable;
    } catch (error) {
      causes.push(error);
    }
  }
  throw new AggregateError(causes, `no Python for ${isolation}`);
}

Deno.test({
  ...needs("python", "namespaces"),
  name:
    "native: decoys at every path are untouched after 1,000 programs, crashes and kills of every process",
  fn: async () => {
    const { descendantsOf } = await import("../attacks/battery.ts");
    const decoys = [`tracelab-lane-decoy-${process.pid}-`, "sbxwork-", "decoy-"].map((prefix) => {
      const folder = mkdtempSync(join(tmpdir(), prefix));
      writeFileSync(join(folder, "kept"), "kept");
      return folder;
    });
    const limits = limitsOf({ cpuSeconds: 1 });
    const laneFolders = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith("tracelab-lane-"));
    const before = laneFolders();
    let outermost = 0;
    const programs = [
      "open('/tmp/file', 'w').write('x')",
      "import os\nos.makedirs('a/b/c')\n",
      "import os\nos.abort()",
      `open(${JSON.stringify(join(decoys[0], "kept"))}, 'w')`,
    ];
    try {
      for (const isolation of ["namespaces", "landlock"] as const) {
        const executable = await servedBy(isolation);
        for (let kill = 0; kill < 5; kill++) {
          const lane = await NativeLane.start({ executable, isolation, profile: "plain" });
          for (let n = 0; n < 100; n++) {
            await lane.run({ code: programs[n % programs.length], limits });
          }
          const running = lane.run({ code: "import time\ntime.sleep(1)", limits }).catch(() => {});
          // A different process of the chain each time; the last one is the lane itself.
          const victim = descendantsOf(lane.pid)[kill] ?? lane.pid;
          if (victim === lane.pid && isolation === "landlock") outermost++;
          process.kill(victim, "SIGKILL");
          await running;
          lane.kill();
          await lane.close();
        }
      }
      // Only a lane whose outermost process was killed could not take its folder with it.
      const left = laneFolders().filter((name) => !before.includes(name));
      assert(left.length <= outermost, `${left} left, ${outermost} outermost processes killed`);
      for (const folder of decoys) {
        assert.deepEqual(readdirSync(folder), ["kept"]);
        assert.equal(readFileSync(join(folder, "kept"), "utf8"), "kept");
      }
    } finally {
      for (const folder of decoys) rmSync(folder, { recursive: true });
    }
  },
});
