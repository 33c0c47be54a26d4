import assert from "node:assert/strict";
import { dirname } from "node:path";
import { needs } from "../../testing/needs.ts";
import { batteryLimits, checkAdd } from "../attacks/battery.ts";
import { guarded, target } from "../attacks/guarded.ts";
import { readAttacks } from "../attacks/readAttacks.ts";
import { limitsOf } from "../limits.ts";
import type { Test } from "../../tasks/mod.ts";
import type { Job } from "../runner.ts";
import { findInterpreter } from "./interpreter.ts";
import { NativeLane } from "./lane.ts";

/** Calls `fn` with a lane that runs inside the outer guard. */
async function guardedLane(
  isolation: "namespaces" | "landlock",
  fn: (lane: NativeLane, attacks: ReturnType<typeof readAttacks>) => Promise<void>,
  profile: "plain" | "science" = "plain",
) {
  using aim = target();
  const { executable } = findInterpreter();
  const prefixes = [dirname(dirname(executable))].filter((path) => path !== "/usr");
  const wrapper = guarded({ as: "user", executable, prefixes, target: aim });
  const lane = await NativeLane.start({ executable, isolation, profile, wrapper });
  try {
    await fn(lane, readAttacks(aim));
  } finally {
    await lane.close();
  }
}

for (const isolation of ["namespaces", "landlock"] as const) {
  Deno.test({
    ...needs("python", "namespaces"),
    name: `a program on ${isolation} finds no mark that the one before it has left`,
    fn: () =>
      guardedLane(isolation, async (lane, attacks) => {
        // Each looks for its own mark before it leaves one: the second of two programs would find it.
        const marks = attacks.filter(({ family }) => family === "traces");
        assert.ok(marks.length >= 25, `only ${marks.length} marks`);
        for (const { name, code } of marks) {
          for (const turn of ["first", "second"]) {
            const verdict = await lane.run({
              code,
              test: checkAdd,
              entryPoint: "add",
              limits: batteryLimits,
            });
            assert.ok(!verdict.stdout.includes("LEAKED"), `${name}, ${turn}: ${verdict.stdout}`);
            assert.notEqual(verdict.status, "passed", name);
            // Landlock refuses some of it.
            const ended = ["failed", "error"].includes(verdict.status);
            assert.ok(ended, `${name}, ${turn}: ${verdict.status} ${verdict.reason}`);
          }
        }
      }),
  });

  Deno.test({
    ...needs("python", "namespaces"),
    name: `standard input on ${isolation} is what a file would be in plain Python`,
    fn: () =>
      guardedLane(isolation, async (lane) => {
        const code = `import os, sys
assert (sys.stdin.mode, sys.stdin.name, sys.stdin.fileno()) == ("r", "<stdin>", 0)
assert sys.stdin is sys.__stdin__ and not sys.stdin.isatty() and sys.stdin.seekable()
assert sys.stdin.buffer.raw.mode == "rb" and sys.stdin.errors == "surrogateescape"
print(open("/dev/stdin").read() == open("/dev/stdin", "rb").read().decode(), end=" ")
print(repr(input()), repr(sys.stdin.read()), sys.stdin.tell(), os.read(0, 9), end=" ")
os.lseek(0, 0, os.SEEK_SET)
print(os.read(0, 2), sys.stdin.seek(0), sys.stdin.readline(), os.fstat(0).st_size)
try:
    os.write(0, b"x")
except OSError as error:
    print(error.errno)
os.lseek(0, 2, os.SEEK_SET)
print(repr(open(0).read()))
`;
        const input = "a\nb ü\n";
        const test: Test = { kind: "stdio", cases: [{ input, output: "" }] };
        const { stdout, error } = await lane.run({ code, test, limits: limitsOf({}) });
        assert.equal(error, undefined);
        assert.equal(
          stdout,
          `True 'a' 'b ü\\n' 7 b'' b'a\\n' 0 a\n 7\n9\n'b ü\\n'\n`,
        );
        // The next program has no input, and does not find this one.
        const next = `import sys\nprint(repr(open("/dev/stdin").read() + sys.stdin.read()))\n`;
        const { stdout: nothing } = await lane.run({ code: next, limits: limitsOf({}) });
        assert.equal(nothing, "''\n");
      }),
  });
}

Deno.test({
  ...needs("python", "namespaces"),
  name: "what a test prints is not the program's output",
  fn: () =>
    guardedLane("namespaces", async (lane) => {
      const test = {
        kind: "check" as const,
        code: "def check(f):\n    print('of the test', flush=True)\n    f()\n",
      };
      const code = "def f():\n    print('of the program')\n";
      const job: Job = { code, test, entryPoint: "f", limits: limitsOf({}) };
      const { stdout, status } = await lane.run(job);
      assert.deepEqual([status, stdout], ["passed", "of the program\n"]);
    }),
});

Deno.test({
  ...needs("python", "namespaces"),
  name: "science: ports and shared memory are free again for the next program",
  fn: () =>
    guardedLane("namespaces", async (lane) => {
      const code = `import os, socket
server = socket.create_server(("127.0.0.1", 8080), reuse_port=False)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
client = socket.create_connection(("127.0.0.1", 8080))
accepted, _ = server.accept()
accepted.close()
client.recv(1)
client.close()
server.close()
plain = socket.socket()
plain.bind(("127.0.0.1", 8080))
print(os.listdir("/dev/shm"), sorted(os.listdir("/tmp")))
open("/dev/shm/left", "w").close()
`;
      for (const turn of ["first", "second"]) {
        const { stdout, error } = await lane.run({ code, limits: limitsOf({}) });
        assert.deepEqual([stdout, error], ["[] []\n", undefined], turn);
      }
    }, "science"),
});

Deno.test({
  ...needs("python", "namespaces"),
  name: "limits that are no whole numbers hold as well",
  fn: () =>
    guardedLane("namespaces", async (lane) => {
      const limits = limitsOf({ memoryMb: 200.5, outputBytes: 3.5, processes: 2.5 });
      const { status, stdout } = await lane.run({ code: "print('abcdef')", limits });
      assert.deepEqual([status, stdout], ["passed", "abc"]);
    }),
});
