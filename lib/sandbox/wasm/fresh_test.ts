import assert from "node:assert/strict";
import type { Sandbox } from "../sandbox.ts";
import { openWasm } from "./openWasm.ts";

const limits = { cpuSeconds: 5, wallSeconds: 60, outputBytes: 5000 };

/** What a program prints. */
async function print(python: Sandbox, code: string, stdin = ""): Promise<string> {
  const verdict = await python.run({ code, test: { kind: "run", stdin }, limits });
  assert.equal(verdict.status, "passed", JSON.stringify(verdict.error ?? verdict.reason));
  return verdict.stdout;
}

/** Everything that a program could have left behind. */
const LOOK = `
import asyncio, builtins, gc, heapq, json, os, random, signal, sys, time, unittest

def tree(path):
    for folder, folders, files in os.walk(path):
        folders.sort()
        for name in sorted(files):
            yield os.path.join(folder, name), os.lstat(os.path.join(folder, name)).st_mode
        yield folder, os.lstat(folder).st_mode

print(sorted(vars(builtins)), len([1, 2]), json.dumps([1]), heapq.nsmallest(1, [2, 1]))
print(sorted(sys.modules), sys.path, sys.argv, sys.getrecursionlimit(), sys.gettrace())
print(os.getcwd(), dict(os.environ), list(tree("/tmp")), list(tree("/lib")), list(tree("/usr")))
print(os.listdir("/"), os.path.getsize("/lib/python314.zip"), random.random(), hash("text"), time.tzname)
print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL))
print(unittest.TestCase.assertEqual.__module__, gc.isenabled(), gc.get_threshold(), gc.get_count()[2])
print(sum(type(o) is bytearray and len(o) == 12345 for o in gc.get_objects()), id(object()))
import textwrap, colorsys
print(textwrap.dedent("  a"), colorsys.rgb_to_hsv(0, 0, 0))
`;

const DIRT = `
import builtins, gc, heapq, json, os, random, shutil, signal, sys, unittest
builtins.marker = 1
builtins.len = lambda *_: 0
json.dumps = lambda *_: "x"
heapq.nsmallest = None
sys.modules["colorsys"] = json
sys.path.insert(0, "/tmp")
sys.setrecursionlimit(5000)
sys.settrace(lambda *_: None)
os.environ["MARK"] = "1"
os.environ.pop("HOME", None)
os.makedirs("/tmp/a/b")
open("/tmp/a/textwrap.py", "w").write("raise SystemExit")
open("/tmp/textwrap.py", "w").write("raise SystemExit")
os.symlink("/tmp", "/tmp/link")
for path in ("/usr", "/lib", "/home"):
    try: os.rename(path, path + "-moved")
    except OSError: pass
try: os.chmod("/lib-moved/python314.zip", 0)
except OSError: pass
try: open("/lib-moved/python314.zip", "wb").write(b"broken")
except OSError: pass
os.chdir("/tmp/a")
random.seed(7)
random.random = lambda: 42
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
unittest.TestCase.assertEqual = lambda *_: None
gc.disable()
gc.set_threshold(1, 1, 1)
keep = [bytearray(12345) for _ in range(1000)]
held = [open("/tmp/%d" % n, "w") for n in range(50)]
for n in range(0, 3):
    try: os.close(n)
    except OSError: pass
`;

Deno.test("a program finds nothing of the programs before it, and the same numbers every time", async () => {
  await using python = await openWasm({ lanes: 1 });
  const before = await print(python, LOOK);
  for (let round = 0; round < 3; round++) {
    await python.run({ code: DIRT, test: { kind: "run", stdin: "" }, limits });
    assert.equal(await print(python, LOOK), before);
  }
  await using other = await openWasm({ lanes: 1 });
  assert.equal(await print(other, LOOK), before);
});

Deno.test("a program reads its stdin and its output is capped and counted", async () => {
  await using python = await openWasm({ lanes: 1 });
  const sum = "print(sum(int(line) for line in open(0)) if False else int(input()) + int(input()))";
  assert.equal(await print(python, sum, "3\n4\n"), "7\n");
  const test = { kind: "run", stdin: "" } as const;
  const verdict = await python.run({ code: 'print("x" * 1_000_000)', test, limits });
  assert.equal(verdict.stdout, "x".repeat(5000));
  assert.equal(verdict.stdoutBytes, 1_000_001);
});

Deno.test("a disk that fills says so, and asyncio, sleep and deep recursion work", async () => {
  await using python = await openWasm({ lanes: 1 });
  const disk = `
try:
    with open("/tmp/big", "wb") as file:
        while True: file.write(bytes(4 << 20))
except OSError as error:
    print(error.errno, error.strerror)
`;
  assert.match(await print(python, disk), /No space left/);
  const loop = `
import asyncio, time

async def one(n):
    await asyncio.sleep(n / 100)
    return n

async def main():
    print(await asyncio.gather(one(2), one(1)), await asyncio.wait_for(one(0), 1))

asyncio.run(main())
start = time.monotonic()
time.sleep(0.05)
print(0.04 < time.monotonic() - start < 2)
def down(n): return 0 if n == 0 else 1 + down(n - 1)
print(down(900))
try: down(10**6)
except RecursionError: print("recursion")
`;
  assert.equal(await print(python, loop), "[2, 1] 0\nTrue\n900\nrecursion\n");
});
