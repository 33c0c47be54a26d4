import assert from "node:assert/strict";
import { openWasm } from "./openWasm.ts";

const limits = { cpuSeconds: 20, wallSeconds: 120 };
const stdin = "3\n4\r\n";

/** What an honest program does, how it is written, what it prints. */
const programs: [what: string, code: string, stdout: string][] = [
  [
    "starts its main function in a thread with a large stack",
    `import sys, threading
sys.setrecursionlimit(10**6)
threading.stack_size(1 << 27)
def down(n): return n and down(n - 1) + 1
def main(): print(input(), down(20000), threading.current_thread() is thread)
thread = threading.Thread(target=main)
thread.start()
thread.join()
print(thread.is_alive(), threading.current_thread() is threading.main_thread())`,
    "3 20000 True\nFalse True\n",
  ],
  [
    "gives its work to a pool of threads, in and out of tasks",
    `from concurrent.futures import ThreadPoolExecutor, as_completed, wait
import asyncio
def f(n): return pool.submit(f, n - 1).result() + 1 if n else 0
def bad(): raise KeyError("x")
ready = []
with ThreadPoolExecutor(3, initializer=ready.append, initargs=(1,)) as pool:
    print(list(pool.map(abs, [-3, -2, -1, 0])), f(5))
    many = [pool.submit(pow, n, 2) for n in range(20)]
    print(sum(done.result() for done in as_completed(many)), len(wait(many).done))
    try: pool.submit(bad).result()
    except KeyError as error: print(error, ready)
try: pool.submit(abs, 1)
except RuntimeError as error: print(error)
async def main(): return await asyncio.gather(*(asyncio.to_thread(abs, -n) for n in range(3)))
print(asyncio.run(main()))`,
    "[3, 2, 1, 0] 5\n2470 20\n'x' [1]\ncannot schedule new futures after shutdown\n[0, 1, 2]\n",
  ],
  [
    "asks for a deeper stack by resource",
    `import resource
resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(resource.getrlimit(resource.RLIMIT_STACK))`,
    "(-1, -1)\n",
  ],
  [
    "reads descriptor 0",
    "import os\nprint(os.read(0, 3), os.read(0, 9), os.read(0, 9))",
    "b'3\\n4' b'\\r\\n' b''\n",
  ],
  [
    "opens its standard input by number and by name",
    `import sys
print([open("/dev/stdin").readline(), sys.stdin.read(), sys.stdin.mode, sys.stdin.name, open(0).read()])`,
    "['3\\n', '', 'r', '<stdin>', '']\n",
  ],
  [
    "reads beyond the end",
    "import sys\nprint([line for line in sys.stdin])\ntry: input()\nexcept EOFError: print('EOF')",
    "['3\\n', '4\\r\\n']\nEOF\n",
  ],
  [
    "writes to stderr, which is no output",
    "import os, sys\nprint('no', file=sys.stderr)\nos.write(2, b'no')\nos.write(1, b'yes')",
    "yes",
  ],
  [
    "writes at its exit",
    "import atexit\nfile = open(1, 'w', closefd=False)\nfile.write('late')\natexit.register(print, 'bye')\nprint('end')",
    "end\nbye\nlate",
  ],
  [
    "looks at the system",
    "import os\nprint(os.umask(0o27), os.umask(0), os.getuid(), os.isatty(0))",
    "0 23 0 False\n",
  ],
  ...[
    ["functools.partial", "import functools\ndef f(): return g()\ng = functools.partial(f)"],
    ["sorted", "def f(): return sorted([1], key=lambda _: f())"],
    ["map", "def f(): return list(map(lambda _: f(), [1]))"],
    ["repr", "class A:\n  def __repr__(self): return repr([self])\ndef f(): repr(A())"],
    ["re.sub", "import re\ndef f(): re.sub('a', lambda _: f(), 'a')"],
    ["functools.reduce", "import functools\ndef f(*_): functools.reduce(f, [1, 2])"],
    ["eval", "def f(): eval('f()')"],
    ["json", "import json\ndef f(): json.loads('[' * 10**7)"],
    ["copies", "import copy\nx = []\nfor _ in range(10**5): x = [x]\ndef f(): copy.deepcopy(x)"],
    ["comparisons", "x = y = 0\nfor _ in range(10**6): x, y = [x], [y]\ndef f(): x == y"],
    ["the compiler", "def f(): compile('a' + '.a' * 10**6, '', 'exec')"],
  ].map(([name, code]): [string, string, string] => [
    `catches the end of a recursion through ${name}`,
    `${code}\ntry: f()\nexcept (RecursionError, MemoryError): print("caught")\nprint("on")`,
    "caught\non\n",
  ]),
  [
    "recurses deeply through a cache",
    `import functools, sys
sys.setrecursionlimit(10**6)
@functools.lru_cache(None)
def f(n): return n and f(n - 1) + 1
print(f(15000))`,
    "15000\n",
  ],
];

Deno.test("programs for contests, and those that recurse through C, run on wasm as they do elsewhere", async (t) => {
  await using python = await openWasm({ lanes: 1 });
  for (const [what, code, stdout] of programs) {
    await t.step(`a program that ${what}`, async () => {
      const verdict = await python.run({ code, test: { kind: "run", stdin }, limits });
      assert.deepEqual([verdict.status, verdict.reason ?? "", verdict.stdout], [
        "passed",
        "",
        stdout,
      ]);
    });
  }
});
