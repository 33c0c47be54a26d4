import assert from "node:assert/strict";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { needs } from "../../testing/needs.ts";
import { slack } from "../../testing/slack.ts";
import { limitsOf } from "../limits.ts";
import type { Job } from "../runner.ts";
import { findInterpreter } from "./interpreter.ts";
import { NativeLane } from "./lane.ts";

const sandboxFolder = fileURLToPath(new URL("../", import.meta.url));
const { executable } = needs("python").ignore ? { executable: "" } : findInterpreter();
// As `nobody`, which root becomes, Landlock can open no interpreter below /root.
const systems = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : executable;
const plain = { executable, profile: "plain" } as const;
const limits = limitsOf({ cpuSeconds: 2, wallSeconds: 3 });
const job = (code: string, check: string): Job => ({
  code,
  test: { kind: "check", code: `def check(candidate):\n${check}` },
  entryPoint: "add",
  limits,
});
const honest = "def add(a, b):\n    return a + b\n";

/** A module for the judge: every wrong answer is right from now on. */
const planted = `import sys
steps = sys.modules["tracelab_core.steps"]
steps.verdict_of = lambda *_: None
print("planted")
`;
const standard = [
  "colorsys",
  "sndhdr",
  "wave",
  "this",
  "antigravity",
  "tracelab_core",
  "warm",
  "suite",
];
const attack = (folder: string) =>
  `import os
folders = [${JSON.stringify(folder)} + part for part in ("", "/native", "/python")]
for folder in [*folders, "/tmp", os.getcwd()]:
    os.makedirs(folder, exist_ok=True)
    for name in ${JSON.stringify(standard)}:
        with open(f"{folder}/{name}.py", "w") as file:
            file.write(${JSON.stringify(planted)})
def add(a, b):
    return a - b
`;
const imports = `    import colorsys
    try:
        import no_such_module_anywhere
    except ImportError:
        pass
    assert colorsys.rgb_to_hsv(0, 0, 0) == (0, 0, 0)
    assert candidate(1, 2) == 3
`;

for (const isolation of ["namespaces", "landlock"] as const) {
  Deno.test({
    ...needs("python", "namespaces"),
    name:
      `a lane whose own files lie below /tmp imports nothing that a program wrote there (${isolation})`,
    fn: async () => {
      const copy = mkdtempSync(join(tmpdir(), "tracelab-copy-"));
      try {
        chmodSync(copy, 0o755);
        for (const part of ["native", "python"]) {
          cpSync(join(sandboxFolder, part), join(copy, part), { recursive: true });
        }
        const lane = await NativeLane.start({
          ...plain,
          isolation,
          ...(isolation === "landlock" && { executable: systems }),
          script: join(copy, "native/lane.py"),
        });
        try {
          const wrong = job(attack(copy), imports);
          for (let turn = 0; turn < 3; turn++) {
            assert.equal(
              (await lane.run(wrong)).status,
              isolation === "namespaces" ? "failed" : "error",
            );
            assert.equal(
              (await lane.run(job("def add(a, b):\n    return 7\n", imports))).status,
              "failed",
            );
            assert.equal((await lane.run(job(honest, imports))).status, "passed");
          }
        } finally {
          await lane.close();
        }
        assert.ok(!readdirSync(copy).includes("colorsys.py"));
      } finally {
        rmSync(copy, { recursive: true });
      }
    },
  });
}

/** Builds a set for ever in the judge: every key has the hash 0. */
const busy = `    keys = [k * (2**61 - 1) for k in range(candidate(1, 2))]
    assert set(keys)
`;

Deno.test({
  ...needs("python", "namespaces"),
  name:
    "a judge that is busy in C with what a program returned is ended from outside: timeout, never harness",
  fn: async () => {
    const lane = await NativeLane.start({ ...plain, isolation: "namespaces", judgeSeconds: 3 });
    const started = performance.now();
    const verdicts = await Promise.allSettled([
      lane.run(job("def add(a, b):\n    return 3_000_000\n", busy)),
      lane.run(job(honest, imports)),
    ]);
    const seconds = (performance.now() - started) / 1000;
    assert.ok(seconds < limits.wallSeconds + 3 + 5 * slack(), `${seconds} s`);
    const [late, next] = verdicts;
    assert.ok(late.status === "fulfilled" && late.value.status === "timeout", JSON.stringify(late));
    assert.match(
      late.value.reason!,
      /^the judge was still busy with it 3 s after the limit of 3 s$/,
    );
    // The one behind it has no part in it.
    assert.equal(next.status === "rejected" && next.reason.program, "waiting");
    await assert.rejects(lane.run(job(honest, imports)), { name: "LaneLost", program: "waiting" });
    await lane.close();
  },
});

Deno.test({
  ...needs("python", "namespaces"),
  name:
    "limits hold for each case: many slow ones are judged to their end, however long all of them take",
  fn: async () => {
    const lane = await NativeLane.start({ ...plain, isolation: "namespaces", judgeSeconds: 1 });
    try {
      const cases = Array.from({ length: 16 }, (_, n) => ({ input: `${n}\n`, output: `${n}\n` }));
      const code = "import time\ntime.sleep(0.5)\nprint(input())\n";
      const { status, tests } = await lane.run({ code, test: { kind: "stdio", cases }, limits });
      assert.equal(status, "passed");
      assert.equal(tests?.filter(({ status }) => status === "passed").length, cases.length);
    } finally {
      await lane.close();
    }
  },
});
