/** What the generator finds without a model, and what an edge test counts for. */
import assert from "node:assert/strict";
import { type Sandbox, sandbox } from "../../../sandbox/mod.ts";
import { loadTasks, Task } from "../../../tasks/mod.ts";
import { edgeSuite } from "./edgeSuite.ts";

const python: Sandbox = await sandbox({ lanes: 2 });
globalThis.addEventListener("unload", () => void python.close());
const options = { sanitizeOps: false, sanitizeResources: false };

/** A task with one visible test, and what its wrong program is told by generated tests. */
async function tested(
  { entryPoint, prompt = "", canonical, wrong, visible, setup = "" }: {
    entryPoint: string;
    prompt?: string;
    canonical: string;
    wrong: string;
    visible: string;
    setup?: string;
  },
) {
  const task = Task.parse({
    id: `own/${entryPoint}`,
    set: "own",
    entryPoint,
    prompt: { complete: prompt },
    canonical,
    visible: { kind: "asserts", asserts: [visible], setup },
    hidden: { kind: "run" },
  });
  const suite = await edgeSuite(task, { python, code: wrong });
  const judge = async (code: string) =>
    suite.test && (await python.judgeOne(task, code, { tests: suite.test })).status;
  return { ...suite, right: await judge(canonical), wrong: await judge(wrong) };
}

Deno.test(
  "dates are moved to ends of months and years; the test makes them again",
  options,
  async () => {
    const { right, wrong, test } = await tested({
      entryPoint: "last_day",
      canonical:
        "from datetime import date, timedelta\ndef last_day(day):\n    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)\n    return first - timedelta(days=1)\n",
      wrong:
        "from datetime import date\ndef last_day(day):\n    return date(day.year, day.month, 31 if day.month in (1, 3, 5, 7, 8, 10, 12) else 30)\n",
      setup: "from datetime import date",
      visible: "assert last_day(date(2024, 5, 6)) == date(2024, 5, 31)",
    });
    assert.equal(test?.kind, "unittest");
    assert.equal(right, "passed");
    assert.notEqual(wrong, "passed");
  },
);

Deno.test("a class is tested by uses that its visible test does not show", options, async () => {
  const stack = (undo: string) =>
    `class Tally:\n    def __init__(self):\n        self.counts = []\n    def add(self, n):\n        self.counts.append(n)\n    def undo(self):\n${undo}\n    @property\n    def total(self):\n        return sum(self.counts)\n`;
  const { right, wrong, asserts } = await tested({
    entryPoint: "Tally",
    prompt: "undo() takes back the last add and says whether there was one.",
    canonical: stack("        return bool(self.counts) and self.counts.pop() is not None"),
    wrong: stack("        self.counts.pop()\n        return True"),
    setup: "tally = Tally(); tally.add(3)",
    visible: "assert (tally.undo(), tally.total) == (True, 0)",
  });
  assert.equal(right, "passed");
  assert.notEqual(wrong, "passed");
  assert(asserts.some((text) => /undo[^]*undo/.test(text)), asserts.join("\n\n"));
});

Deno.test("an exception is an expectation only where the prompt names it", options, async () => {
  const pick = (guard: string) => `def pick(items, at):\n${guard}    return items[at]\n`;
  const given = {
    entryPoint: "pick",
    canonical: pick("    if not 0 <= at < len(items):\n        raise LookupError(at)\n"),
    wrong: pick(""),
    visible: "assert pick([4, 5], 1) == 5",
  };
  const named = await tested({ ...given, prompt: "Raises LookupError outside the list." });
  assert.deepEqual([named.right, named.wrong === "passed"], ["passed", false]);
  const silent = await tested(given);
  assert(silent.proposals.some(({ outcome }) => outcome === "invalid"));
  assert(silent.asserts.every((text) => !text.includes("LookupError")));
});

Deno.test("a change of the arguments is seen where the prompt speaks of it", options, async () => {
  const { right, wrong } = await tested({
    entryPoint: "ordered",
    prompt: "Returns the items in order; the given list is not changed.",
    canonical: "def ordered(items):\n    return sorted(items)\n",
    wrong: "def ordered(items):\n    items.sort()\n    return list(items)\n",
    visible: "assert ordered([2, 1]) == [1, 2]",
  });
  assert.deepEqual([right, wrong], ["passed", "failed"]);
});

Deno.test("a float that differs by rounding alone is no mistake", options, async () => {
  const { wrong } = await tested({
    entryPoint: "mean",
    canonical: "def mean(xs):\n    return sum(xs) / len(xs) if xs else 0.0\n",
    wrong: "def mean(xs):\n    return sum(x / len(xs) for x in xs) if xs else 0.0\n",
    visible: "assert mean([1, 2]) == 1.5",
  });
  assert(wrong === "passed" || wrong === undefined, `${wrong}`);
});

Deno.test("keyword arguments of the visible test are kept and changed", options, async () => {
  const { asserts } = await tested({
    entryPoint: "join",
    canonical: "def join(words, sep=' ', last=None):\n    return (last or sep).join(words)\n",
    wrong: "def join(words, sep=' ', last=None):\n    return sep.join(words)\n",
    visible: 'assert join(["a", "b"], sep="-", last="-") == "a-b"',
  });
  assert(asserts.some((text) => /join\(.*sep=.*last=/.test(text)), asserts.join("\n"));
});

Deno.test(
  "calls in the prompt's prose are inputs where there is no visible test",
  options,
  async () => {
    const task = Task.parse({
      id: "own/power",
      set: "own",
      entryPoint: "power",
      prompt: { complete: "Is x a power of n? For example: power(8, 2) => true" },
      canonical:
        "def power(x, n):\n    while n > 1 and x > 1 and x % n == 0:\n        x //= n\n    return x == 1\n",
      hidden: { kind: "run" },
    });
    const suite = await edgeSuite(task, {
      python,
      code: "def power(x, n):\n    return x % n == 0\n",
    });
    assert(suite.asserts.length > 0);
  },
);

Deno.test(
  "of the starter set's mistakes that the visible example passes, generated tests catch three in four",
  options,
  async () => {
    const first = await loadTasks("starter", { limit: 50 });
    const tasks = first.filter((_, i) => i % 5 === 0);
    const seen = await Promise.all(
      tasks.flatMap((task) =>
        (task.metadata.wrong as { name: string; code: string }[]).map(async ({ name, code }) => {
          const shown = await python.judgeOne(task, code, { tests: "visible" });
          if (shown.status !== "passed") return [];
          const { test } = await edgeSuite(task, { python, code });
          const verdict = test && await python.judgeOne(task, code, { tests: test });
          return [{ name: `${task.id} ${name}`, caught: !!verdict && verdict.status !== "passed" }];
        })
      ),
    );
    const missed = seen.flat().filter(({ caught }) => !caught).map(({ name }) => name);
    assert(seen.flat().length >= 12);
    assert(missed.length <= seen.flat().length / 4, missed.join(", "));
  },
);
