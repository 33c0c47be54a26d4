import assert from "node:assert/strict";
import { needs } from "../../testing/needs.ts";
import { openNative } from "./openNative.ts";

const limits = `import resource, sys, threading
resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
resource.setrlimit(resource.RLIMIT_STACK, (1 << 29, resource.RLIM_INFINITY))
resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))
resource.prlimit(0, resource.RLIMIT_NOFILE, (1 << 19, 1 << 19))
sys.setrecursionlimit(1 << 20)
`;
const deep = `def deep(n):
    return n and 1 + deep(n - 1)
def main():
    print(deep(100_000))
`;

const programs: Record<string, [string, string]> = {
  "a thread with a stack of 512 MiB recurses deeply": [
    `${limits}${deep}threading.stack_size(512 << 20)
thread = threading.Thread(target=main)
thread.start()
thread.join()
`,
    "100000\n",
  ],
  "a stack of more than the memory limit": [
    `${limits}${deep}threading.stack_size((1 << 31) - 1)
thread = threading.Thread(target=main)
thread.start()
thread.join()
`,
    "100000\n",
  ],
  "many threads with big stacks share what there is": [
    `${limits}threading.stack_size(1 << 28)
ready = threading.Barrier(9)
threads = [threading.Thread(target=ready.wait) for _ in range(8)]
for thread in threads: thread.start()
ready.wait()
for thread in threads: thread.join()
print(len(threads))
`,
    "8\n",
  ],
  "the main thread recurses deeply": [`${limits}${deep}main()`, "100000\n"],
  "sizes and limits that no process can have are errors as ever": [
    `import resource, threading
print(threading.stack_size(1 << 29), threading.stack_size(1 << 27), threading.stack_size(), threading.stack_size())
for call in (
    lambda: threading.stack_size(5),
    lambda: resource.setrlimit(resource.RLIMIT_STACK, (2, 1)),
    lambda: resource.setrlimit(resource.RLIMIT_STACK, (1,)),
    lambda: resource.setrlimit(1000, (1, 1)),
):
    try:
        call()
    except ValueError as error:
        print(error)
`,
    `0 536870912 134217728 0
size not valid: 5 bytes
current limit exceeds maximum limit
expected a tuple of 2 integers
invalid resource specified
`,
  ],
};

Deno.test({
  ...needs("python", "namespaces"),
  name: "native: big stacks and raised limits raise no error, within the memory limit",
  fn: async () => {
    await using python = await openNative({ lanes: 1 });
    for (const [name, [code, stdout]] of Object.entries(programs)) {
      const verdict = await python.run({ code });
      assert.deepEqual([verdict.status, verdict.stdout], ["passed", stdout], name);
      assert.ok(verdict.memoryKb! < 560 << 10, `${name}: ${verdict.memoryKb} KiB`);
    }
    // The limit holds for all that: a program gets no more memory by it.
    const code = `${limits}kept = [bytearray(1 << 26) for _ in range(20)]`;
    assert.equal((await python.run({ code })).status, "memory");
  },
});
