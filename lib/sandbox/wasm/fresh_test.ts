import assert from "node:assert/strict";
import type { Sandbox } from "../sandbox.ts";
import { openWasm } from "./openWasm.ts";

const limits = { cpuSeconds: 5, wallSeconds: 60, outputBytes: 100_000 };

/** What a program prints. */
async function print(python: Sandbox, code: string, stdin = ""): Promise<string> {
  const verdict = await python.run({ code, test: { kind: "run", stdin }, limits });
  assert.equal(verdict.status, "passed", JSON.stringify(verdict.error ?? verdict.reason));
  return verdict.stdout;
}

/** Everything that a program could have left behind. */
const LOOK = `
import asyncio, builtins, gc, heapq, json, mmap, os, random, select, signal, socket, stat, sys, tempfile, threading, time, unittest

def tree(path):
    for folder, folders, files in os.walk(path):
        folders.sort()
        for name in sorted(files):
            yield os.path.join(folder, name), os.lstat(os.path.join(folder, name)).st_mode
        yield folder, os.lstat(folder).st_mode

print(sorted(vars(builtins)), abs(-2), sorted([2, 1]), json.dumps([1]), heapq.nsmallest(1, [2, 1]))
print(sorted(sys.modules), sys.path, sys.argv, sys.getrecursionlimit(), sys.gettrace())
print(os.getcwd(), dict(os.environ), list(tree("/tmp")), list(tree("/lib")), list(tree("/usr")))
print(os.listdir("/"), os.path.getsize("/lib/python314.zip"), random.random(), hash("text"), time.tzname)
print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGALRM))
print(unittest.TestCase.assertEqual.__module__, gc.isenabled(), gc.get_threshold(), gc.get_count()[2])
print(sum(type(o) is bytearray and len(o) == 12345 for o in gc.get_objects()), id(object()))
import textwrap, colorsys
print(textwrap.dedent("  a"), colorsys.rgb_to_hsv(0, 0, 0))

# What lies outside of Python's memory.
def said(ask):
    try: return ask()
    except Exception as error: return type(error).__name__, str(error)

ends = os.pipe()
print(ends, [said(lambda: os.readlink("/proc/self/fd/%d" % end)) for end in ends], os.fstat(ends[0])[:6])
print([os.read(0, 100), os.dup(1), os.open("/dev/null", os.O_RDONLY), os.umask(0o22), os.getuid()])
print([stat.filemode(os.stat(path).st_mode) for path in ("/", "/tmp", "/dev", "/dev/null", "/dev/stdin", "/home")])
print([os.stat(path)[7:] for path in ("/", "/home", "/dev", "/dev/null", "/tmp", "/lib/python314.zip")])
print([os.stat(path).st_ino for path in ("/", "/tmp", "/dev/null")], os.statvfs("/")[:9], said(lambda: os.listdir("/dev/shm")))
print([name for name in os.listdir("/dev")], said(lambda: open("/dev/tty").read()), said(socket.socket), said(socket.gethostname))
open("/tmp/new", "w").close()
print(os.stat("/tmp/new").st_ino, os.stat("/tmp/new").st_mode, sys.stdin.read(), sys.stdin.mode, threading.stack_size())
print(said(lambda: socket.getaddrinfo("localhost", 80)), said(lambda: socket.getprotobyname("tcp")), time.tzname, time.timezone)
print(any(mmap.mmap(-1, 4096)[:]), select.select([], [], [], 0), os.get_blocking(1), os.isatty(0), os.cpu_count(), os.times()[2:4])
buffer = bytearray(1 << 20)
print(buffer.count(0) == len(buffer), id(buffer), id(object()))
`;

const DIRT = `
import builtins, fcntl, gc, heapq, json, mmap, os, random, select, shutil, signal, socket, sys, threading, unittest
for n in range(5):
    ends = os.pipe()
    os.write(ends[1], b"x" * 1000)
    fcntl.fcntl(ends[0], fcntl.F_SETFL, os.O_NONBLOCK)
os.write(0, b"left in stdin")
os.umask(0o777)
os.set_blocking(1, False)
threading.stack_size(1 << 20)
for path, mode in (("/tmp", 0), ("/dev/null", 0), ("/dev/stdin", 0), ("/", 0), ("/home", 0o111)):
    try: os.chmod(path, mode)
    except OSError: pass
    try: os.utime(path, (1, 1))
    except OSError: pass
    os.chmod("/tmp", 0o777) if path == "/tmp" else None
os.chmod("/", 0o777)
try: os.unlink("/dev/urandom")
except OSError: pass
for n in range(20): open("/dev/shm/%d" % n, "w").write("x")
for path in ("/dev/tty", "/dev/extra"):
    try: open(path, "w").write("no end of line")
    except OSError: pass
for ask in (lambda: socket.getaddrinfo("example.org", 80), lambda: socket.getprotobyname("udp"), socket.socket):
    try: ask()
    except OSError: pass
os.environ["TZ"] = "America/New_York"
dirt = bytearray(b"x") * (1 << 19)
mapped = mmap.mmap(-1, 1 << 16)
mapped[:] = b"x" * (1 << 16)
del dirt
def deep(n): return n and sorted([n], key=lambda n: deep(n - 1))
sys.setrecursionlimit(100000)
deep(300)
try: json.loads("[" * 1000)
except (ValueError, RecursionError): pass
builtins.marker = 1
builtins.sorted = builtins.abs = lambda *_: 0
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
if hasattr(signal, "setitimer"): signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
unittest.TestCase.assertEqual = lambda *_: None
gc.disable()
gc.set_threshold(1, 1, 1)
keep = [bytearray(12345) for _ in range(50)]
held = [open("/tmp/%d" % n, "w") for n in range(10)]
for n in range(0, 3):
    try: os.close(n)
    except OSError: pass
`;

Deno.test("a program finds nothing of the programs before it, and the same numbers every time", async () => {
  await using python = await openWasm({ lanes: 1 });
  const before = await print(python, LOOK);
  for (let round = 0; round < 3; round++) {
    const dirt = await python.run({ code: DIRT, test: { kind: "run", stdin: "" }, limits });
    assert.equal(dirt.status, "passed", JSON.stringify(dirt.error ?? dirt.reason));
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
  assert.equal(verdict.stdout, "x".repeat(100_000));
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
