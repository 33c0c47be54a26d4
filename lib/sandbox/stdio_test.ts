/** What a script prints is compared whole, on both engines, whatever is kept of it to be shown. */
import assert from "node:assert/strict";
import { needs } from "../testing/needs.ts";
import { sandbox } from "./openSandbox.ts";
import type { Test } from "../tasks/mod.ts";
import type { Status } from "./verdict.ts";

const long = Array.from({ length: 60_000 }, (_, n) => String(n)).join("\n");
const printLong = `for n in range(60_000):\n    print(n)\n`;
const flushed = `import os, sys\nprint(3)\nsys.stdout.flush()\n`;

const scripts: [Status, string, code: string, expected: string][] = [
  ["passed", "more than is shown", printLong, long],
  ["passed", "more than is shown, and blanks", printLong + `print(" \\n" * 50_000)`, long],
  ["failed", "garbage after blanks", `print(3)\nprint(" \\n" * 100_000)\nprint("garbage")`, "3"],
  [
    "failed",
    "one number is another, far behind",
    printLong.replace("print(n)", "print(n - (n == 59_000))"),
    long,
  ],
  ["failed", "a part", printLong.replace("60_000", "59_999"), long],
  ["failed", "5 for infinity", "print(5)", "inf"],
  ["failed", "infinity for 5", "print(float('inf'))", "5.0"],
  ["passed", "infinity", "print(float('inf'))", "inf"],
  [
    "failed",
    "bytes that are no text",
    `import sys\nsys.stdout.buffer.write(b"3\\xff\\n")`,
    "3\ufffd",
  ],
  ["passed", "text beyond ASCII", `print("né\\u2028")`, "né"],
  ["passed", "by its descriptor", `import os\nos.write(1, b"3\\n")`, "3"],
  ["passed", "in pieces by both ways", flushed + `os.write(1, b"4")`, "3\n4"],
  ["passed", "at exit", `import atexit\natexit.register(lambda: print(3))`, "3"],
  [
    "failed",
    "at exit, something else",
    `import atexit\nprint(3)\natexit.register(lambda: print(4))`,
    "3",
  ],
  ["passed", "and leaves at once", flushed + "os._exit(0)", "3"],
  ["killed", "and leaves at once with a code", flushed + "os._exit(1)", "3"],
  ["failed", "nothing", "pass", "3"],
  ["passed", "nothing, as it should", "pass", ""],
  [
    "failed",
    "more than is compared",
    `text = "3" + " " * (1 << 20)\nfor _ in range(40):\n    print(text[:1 << 20])`,
    "3",
  ],
  ["error", "and raises", `print(3)\nraise ValueError`, "3"],
];

const ofProcesses: [Status, string, code: string, expected: string][] = [
  [
    "passed",
    "by a child",
    `import os\nif os.fork() == 0:\n    os.write(1, b"3")\n    os._exit(0)\nos.wait()`,
    "3",
  ],
  [
    "failed",
    "garbage by a child",
    `import os\nprint(3, flush=True)\nif os.fork() == 0:\n    os.write(1, b" garbage")\n    os._exit(0)\nos.wait()`,
    "3",
  ],
];

for (const engine of ["native", "wasm"] as const) {
  Deno.test({
    ...needs("python", "namespaces"),
    name: `stdio compares the whole output, exactly or as close as numbers are (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      for (
        const [status, name, code, output] of [
          ...scripts,
          ...(engine === "native" ? ofProcesses : []),
        ]
      ) {
        const test: Test = { kind: "stdio", cases: [{ input: "", output }] };
        const verdict = await python.run({ code, test });
        assert.equal(verdict.status, status, `${name}: ${JSON.stringify(verdict).slice(0, 500)}`);
        assert.ok(verdict.stdout.length <= 65_536);
        if (name === "more than is compared") {
          assert.equal(verdict.reason, "printed more than 32 MiB");
        }
        if (name === "more than is shown") assert.equal(verdict.stdoutBytes, long.length + 1);
      }
    },
  });

  Deno.test({
    ...needs("python", "namespaces"),
    name: `a plain run keeps what was printed by whatever way (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      const code = `import atexit, os, sys
atexit.register(lambda: print("last"))
print("first", flush=True)
os.write(1, b"second\\n")
sys.stdout.buffer.write(b"third\\n")
`;
      const test = { kind: "run", stdin: "" } as const;
      const verdict = await python.run({ code, test });
      assert.deepEqual([verdict.status, verdict.stdout], [
        "passed",
        "first\nsecond\nthird\nlast\n",
      ]);
      const short = await python.run({ code: printLong, test, limits: { outputBytes: 10 } });
      assert.deepEqual([short.stdout, short.stdoutBytes], ["0\n1\n2\n3\n4\n", long.length + 1]);
    },
  });
}
