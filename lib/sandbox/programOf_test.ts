import assert from "node:assert/strict";
import { Task } from "../tasks/mod.ts";
import { programOf } from "./programOf.ts";

const task = Task.parse({
  id: "own/1",
  set: "own",
  prompt: {},
  entryPoint: "f",
  preamble:
    "import math\nimport numpy as np\nfrom sortedcontainers import SortedList, SortedDict\n",
  hidden: { kind: "check", code: "def check(candidate):\n    pass\n" },
});
const preamble = (code: string) => programOf({ task, completion: { code } }).preamble;

Deno.test("programOf gives the program its task's preamble, large libraries only where they are used", () => {
  assert.equal(preamble("def f(input): return math.inf\n"), "import math\n");
  assert.equal(preamble("def f(x): return np.add(x, 1)\n"), "import math\nimport numpy as np\n");
  assert.equal(
    preamble("def f(x): return SortedDict(x)\n"),
    "import math\nfrom sortedcontainers import SortedList, SortedDict\n",
  );
});
