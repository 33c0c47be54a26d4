/** Every branch of the flows, with scripted replies and a real sandbox. */
import assert from "node:assert/strict";
import type { Attempt } from "../runs/mod.ts";
import { type Sandbox, sandbox } from "../sandbox/mod.ts";
import { Task } from "../tasks/mod.ts";
import { scripted } from "../engines/scripted.ts";
import { adapt } from "./trace/adapt.ts";
import { distill } from "./trace/distill.ts";
import { edgeCases } from "./trace/edge/edgeCases.ts";
import { planInDocstring } from "./trace/planInDocstring.ts";
import { resample } from "./flow/resample.ts";

const right = "def biggest(xs):\n    return max(xs) if xs else None\n";
const first = "def biggest(xs):\n    return xs[0]\n";
const empty = "def biggest(xs):\n    return max(xs)\n";
const task = Task.parse({
  id: "own/1",
  set: "own",
  entryPoint: "biggest",
  prompt: {
    complete: 'def biggest(xs):\n    """The biggest of xs, None for none."""\n',
    instruct: "The biggest of xs, None for none.",
  },
  canonical: right,
  visible: { kind: "asserts", asserts: ["assert biggest([3, 1]) == 3"] },
  hidden: {
    kind: "asserts",
    asserts: ["assert biggest([1, 3]) == 3", "assert biggest([]) is None"],
  },
});
const hard = {
  ...task,
  visible: { kind: "asserts" as const, asserts: ["assert biggest([1, 3]) == 3"], setup: "" },
};

const python: Sandbox = await sandbox({ engine: "auto", lanes: 1 });
globalThis.addEventListener("unload", () => void python.close());

async function all(attempts: AsyncIterable<Attempt>): Promise<Attempt[]> {
  const kept = await Array.fromAsync(attempts);
  const ids = kept.map((one) => one.id);
  assert.equal(new Set(ids).size, ids.length, `an id stands twice: ${ids}`);
  return kept;
}
const told = (attempts: Attempt[]) =>
  attempts.map((one) => `${one.role} ${one.round} ${one.verdict?.status ?? "-"}`);

const options = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "resample stops when the visible tests pass, and draws with another seed",
  options,
  async () => {
    const answers = ["def biggest(:\n", first, right, right];
    const coder = scripted(() => answers.shift()!);
    const attempts = await all(resample({ tasks: [hard], coder, python, rounds: 4 }));
    assert.deepEqual(told(attempts), ["student 1 syntax", "student 2 failed", "student 3 passed"]);
    assert.equal(new Set(attempts.map((one) => one.completion?.sampling.seed)).size, 3);
    assert.deepEqual(attempts.map((one) => one.parent), [
      undefined,
      attempts[0].id,
      attempts[1].id,
    ]);
  },
);

Deno.test(
  "a flow stops at visible success although hidden tests fail; feedback: hidden goes on",
  options,
  async () => {
    const visible = await all(resample({ tasks: [task], coder: scripted(() => first), python }));
    assert.deepEqual(told(visible), ["student 1 failed"]);
    const hidden = await all(
      resample({ tasks: [task], coder: scripted(() => first), python, feedback: "hidden" }),
    );
    assert.deepEqual(told(hidden), ["student 1 failed", "student 2 failed"]);
  },
);

Deno.test("no helper is asked after the last round", options, async () => {
  const helper = scripted(() => "1. Look at all of them.");
  const coder = scripted(() => first);
  await all(planInDocstring({ tasks: [hard], coder, helper, python, rounds: 2 }));
  assert.equal(coder.asked.length, 2);
  assert.equal(helper.asked.length, 1);
});

Deno.test(
  "plan-in-docstring writes the steps into the prompt; a planner of prose ends the task",
  options,
  async () => {
    const coder = scripted((intent) => intent.kind === "solve" && intent.prompt ? right : first);
    const helper = scripted(() => "1. Look at all of them.\n2. Keep the biggest.");
    const attempts = await all(planInDocstring({ tasks: [hard], coder, helper, python }));
    assert.deepEqual(told(attempts), ["student 1 failed", "planner 1 -", "student 2 passed"]);
    const intent = coder.asked[1].intent;
    assert(intent.kind === "solve");
    assert.match(
      intent.prompt!,
      /Subtasks:\n {4}1\. Look at all of them\.\n {4}2\. Keep the biggest\.\n {4}"""/,
    );

    const prose = scripted(() => "I would just look at all of them.");
    const ended = await all(
      planInDocstring({ tasks: [hard], coder: scripted(() => first), helper: prose, python }),
    );
    assert.deepEqual(told(ended), ["student 1 failed", "planner 1 -"]);
  },
);

Deno.test("adapt asks no planner where the executor succeeds", options, async () => {
  const helper = scripted(() => "1. never asked");
  const attempts = await all(
    adapt({ tasks: [hard], coder: scripted(() => right), helper, python }),
  );
  assert.deepEqual(told(attempts), ["student 1 passed"]);
  assert.equal(helper.asked.length, 0);
});

Deno.test("adapt decomposes to maxDepth and no deeper", options, async () => {
  const helper = scripted(() => "1. a\n2. b");
  const attempts = await all(
    adapt({ tasks: [hard], coder: scripted(() => first), helper, python, maxDepth: 3 }),
  );
  assert.deepEqual(told(attempts).filter((one) => one.startsWith("student")).length, 4);
  assert.equal(helper.asked.length, 3);
  assert.deepEqual(attempts.at(-1)!.notes.plan, ["a", "b"]);
  const flat = await all(
    adapt({ tasks: [hard], coder: scripted(() => first), helper, python, maxDepth: 0 }),
  );
  assert.deepEqual(told(flat), ["student 1 failed"]);
});

Deno.test(
  "adapt tries OR's alternatives in turn and stops at the first success",
  options,
  async () => {
    const coder = scripted((intent) =>
      intent.kind === "solve" && intent.plan?.at(-1) === "Sort them." ? right : first
    );
    const helper = scripted(() => "Logic: OR\n1. Guess.\n2. Sort them.\n3. Pray.");
    const attempts = await all(
      adapt({ tasks: [hard], coder, helper, python, maxDepth: 1, generations: 9 }),
    );
    assert.deepEqual(told(attempts), [
      "student 1 failed",
      "planner 1 -",
      "student 2 failed",
      "student 3 passed",
    ]);
  },
);

Deno.test(
  "adapt checks a step that brings its check, and AND stops at the first step that fails",
  options,
  async () => {
    const helper = scripted(() =>
      "1. Handle one. CHECK: assert biggest([5]) == 5\n2. Handle none. CHECK: assert biggest([]) is None\n3. Finish."
    );
    const attempts = await all(adapt({
      tasks: [hard],
      coder: scripted(() => first),
      helper,
      python,
      maxDepth: 1,
      generations: 9,
    }));
    // Whole task, step 1 passes its check, step 2 fails its own: step 3 is never tried.
    assert.deepEqual(
      attempts.filter((one) => one.role === "student").map((one) => one.visible?.status),
      ["failed", "passed", "error"],
    );
  },
);

Deno.test("adapt never writes more programs than its budget", options, async () => {
  const helper = scripted(() => "Logic: OR\n1. a\n2. b\n3. c\n4. d");
  const coder = scripted(() => first);
  await all(adapt({ tasks: [hard], coder, helper, python, maxDepth: 3, generations: 5 }));
  assert.equal(coder.asked.length, 5);
});

Deno.test("adapt keeps the tasks apart when many are worked on at a time", options, async () => {
  const tasks = Array.from({ length: 20 }, (_, i) => ({ ...hard, id: `own/${i}` }));
  const coder = scripted((intent) => intent.kind === "solve" && intent.plan ? right : first);
  const attempts = await all(
    adapt({ tasks, coder, helper: scripted(() => "1. a"), python, width: 7 }),
  );
  for (const { id } of tasks) {
    assert.deepEqual(told(attempts.filter((one) => one.taskId === id)), [
      "student 1 failed",
      "planner 1 -",
      "student 2 passed",
    ]);
  }
});

Deno.test(
  "distill tells the teacher the class of the failure and asks again with its words",
  options,
  async () => {
    for (
      const [code, kind] of [["def biggest(:\n", "Syntax"], [first, "Test Case Failure"], [
        "def biggest(xs):\n    return xs.big\n",
        "Logical",
      ]]
    ) {
      const coder = scripted((intent) => intent.kind === "solve" && intent.prompt ? right : code);
      const helper = scripted(() =>
        "Return the largest element of the list xs, or None if it is empty."
      );
      const attempts = await all(distill({ tasks: [hard], coder, helper, python }));
      const intent = helper.asked[0].intent;
      assert(intent.kind === "rewrite");
      assert.equal(intent.errorClass, kind);
      assert.equal(attempts.at(-1)!.verdict?.status, "passed");
      assert.deepEqual(attempts.at(-1)!.notes.mended, ["signature"]);
      assert.match((coder.asked[1].intent as { prompt: string }).prompt, /def biggest\(xs\):/);
    }
  },
);

Deno.test(
  "distill calls a program that is dearer than the canonical solution Optimization",
  options,
  async () => {
    const slow =
      "def biggest(xs):\n    for _ in range(20_000_000):\n        pass\n    return max(xs) if xs else None\n";
    const coder = scripted((intent) => intent.kind === "solve" && intent.prompt ? right : slow);
    const helper = scripted(() => "Return the largest element; one pass.");
    await all(distill({ tasks: [hard], coder, helper, python }));
    assert.equal((helper.asked[0].intent as { errorClass: string }).errorClass, "Optimization");
  },
);

Deno.test(
  "distill survives a teacher that echoes the prompt or writes the program",
  options,
  async () => {
    for (
      const [reply, mended] of [[task.prompt.instruct!, ["echo"]], ["```python\n" + right + "```", [
        "code",
        "empty",
      ]]] as const
    ) {
      const coder = scripted(() => first);
      const attempts = await all(
        distill({ tasks: [hard], coder, helper: scripted(() => reply), python }),
      );
      assert.deepEqual(attempts.at(-1)!.notes.mended, mended);
      assert.equal((coder.asked[1].intent as { prompt: string }).prompt, task.prompt.instruct);
    }
  },
);

Deno.test(
  "edge tests that do not parse, are wrong, repeat, raise or loop are rejected with the reason",
  options,
  async () => {
    const loops = {
      ...task,
      canonical:
        "def biggest(xs):\n    while xs == [7]:\n        pass\n    return max(xs) if xs else None\n",
    };
    const helper = scripted(() =>
      [
        "assert biggest([",
        "assert biggest([2, 9]) == 2",
        "assert biggest([3, 1]) == 3",
        "assert biggest(5) == 5",
        "assert biggest([7]) == 7",
        "assert biggest([2, 8]) == 8",
      ].join("\n")
    );
    const attempts = await all(
      edgeCases({ tasks: [loops], coder: scripted(() => first), helper, python, propose: "model" }),
    );
    const proposals = attempts.find((one) => one.notes.proposals)!.notes.proposals as {
      case: string;
      outcome: string;
    }[];
    assert.deepEqual(Object.fromEntries(proposals.map((one) => [one.case, one.outcome])), {
      "biggest([2, 9])": "wrong",
      "biggest([3, 1])": "repeated",
      "biggest(5)": "invalid",
      "biggest([7])": "too long",
      "biggest([2, 8])": "accepted",
    });
  },
);

Deno.test(
  "a program that passes the visible tests is repaired against the edge tests it fails",
  options,
  async () => {
    const coder = scripted((intent) => intent.kind === "repair" ? right : empty);
    const helper = scripted(() =>
      "```python\nclass TestCases(unittest.TestCase):\n    def test_none(self):\n        self.assertIsNone(biggest([]))\n```"
    );
    const attempts = await all(
      edgeCases({ tasks: [task], coder, helper, python, propose: "model" }),
    );
    assert.deepEqual(told(attempts), ["helper 1 -", "student 1 error", "student 2 passed"]);
    const [before, after] = attempts.filter((one) => one.role === "student").map((one) =>
      one.notes.edge as { status: string; asserts: string[] }
    );
    assert.deepEqual(before.asserts, ["assert biggest([]) == None"]);
    assert.deepEqual([before.status, after.status], ["error", "passed"]);
    const intent = coder.asked[1].intent;
    assert(intent.kind === "repair");
    assert.match(intent.feedback.message, /ValueError/);
  },
);

Deno.test(
  "the generator alone finds the empty list; a consensus of three candidates is an oracle too",
  options,
  async () => {
    const helper = scripted(() => "never asked");
    const candidates = new Map([[task.id, [right, right, first]]]);
    for (const oracle of ["canonical", "consensus"] as const) {
      const attempts = await all(edgeCases({
        tasks: [task],
        coder: scripted(() => empty),
        helper,
        python,
        propose: "mutation",
        oracle,
        candidates,
      }));
      const edge = attempts[0].notes.edge as { asserts: string[] };
      assert(edge.asserts.includes("assert biggest([]) == None"), String(edge.asserts));
    }
    assert.equal(helper.asked.length, 0);
  },
);
