/** The flows against a server that speaks OpenAI's protocol, whose helpers answer as real ones do at their worst. */
import assert from "node:assert/strict";
import { type Model } from "../models/mod.ts";
import { model } from "../engines/mod.ts";
import type { Attempt } from "../runs/mod.ts";
import { type Sandbox, sandbox } from "../sandbox/mod.ts";
import { Task } from "../tasks/mod.ts";
import { type ChatBody, type Fault, stubServer } from "../testing/stubServer.ts";
import { adapt } from "./trace/adapt.ts";
import { distill } from "./trace/distill.ts";
import { edgeCases } from "./trace/edge/edgeCases.ts";
import type { Proposal } from "./trace/edge/edgeSuite.ts";
import { planInDocstring } from "./trace/planInDocstring.ts";

const right = "def biggest(xs):\n    return max(xs) if xs else None\n";
const wrong = "def biggest(xs):\n    return xs[0]\n";
const fenced = (code: string) => `Sure, here it is:\n\`\`\`python\n${code}\`\`\`\nGood luck!`;
const instruct = "The biggest of xs, None for none.";
const task = Task.parse({
  id: "own/1",
  set: "own",
  entryPoint: "biggest",
  prompt: { complete: `def biggest(xs):\n    """${instruct}"""\n`, instruct },
  canonical:
    "def biggest(xs):\n    while xs == [7]:\n        pass\n    return max(xs) if xs else None\n",
  visible: { kind: "asserts", asserts: ["assert biggest([1, 3]) == 3"] },
  hidden: { kind: "asserts", asserts: ["assert biggest([]) is None"] },
});

const python: Sandbox = await sandbox({ lanes: 1 });
globalThis.addEventListener("unload", () => void python.close());
const options = { sanitizeOps: false, sanitizeResources: false };

interface Played {
  attempts: Attempt[];
  /** What the coder was asked, in order. */
  coder: string[];
  helper: string[];
}
const textOf = ({ messages }: ChatBody) => messages!.map(({ content }) => content).join("\n\n");

/** Runs a flow whose coder always writes `code` and whose helper says `reply`, both on one server. */
async function play(
  flow: (
    given: { tasks: Task[]; coder: Model; helper: Model; python: Sandbox },
  ) => AsyncIterable<Attempt>,
  { reply, code = wrong, fault }: {
    reply: string;
    code?: string;
    fault?: (n: number, body: ChatBody) => Fault | undefined;
  },
): Promise<Played> {
  await using server = await stubServer({
    reply: (body) => body.model === "coder" ? fenced(code) : reply,
    fault,
  });
  await using coder = model(`${server.url}#coder`, { store: false });
  await using helper = model(`${server.url}#helper`, { store: false });
  const attempts = await Array.fromAsync(flow({ tasks: [task], coder, helper, python }));
  const asked = (name: string) => server.bodies.filter((body) => body.model === name).map(textOf);
  return { attempts, coder: asked("coder"), helper: asked("helper") };
}
const told = ({ attempts }: Played) =>
  attempts.map(({ role, verdict }) => `${role} ${verdict?.status ?? "-"}`);

const list = (n: number) =>
  Array.from({ length: n }, (_, i) => `${i + 1}. step ${i + 1}`).join("\n");

for (const [name, flow] of [["adapt", adapt], ["planInDocstring", planInDocstring]] as const) {
  Deno.test(
    `${name}: a planner of prose, or of nothing, ends the task after one program`,
    options,
    async () => {
      for (
        const reply of [
          "I would look at all of them and keep the biggest.",
          "\n",
          "```python\nreturn 1\n```",
        ]
      ) {
        const played = await play(flow, { reply });
        assert.deepEqual(told(played), ["student error", "planner -"]);
        assert.equal(played.coder.length, 1);
      }
    },
  );

  Deno.test(`${name}: of ten steps the coder is told the first eight`, options, async () => {
    const { coder } = await play(flow, {
      reply: `Here is my plan.\n\n${list(10)}\n\nThat is all.`,
    });
    assert.match(coder[1], /step 8/);
    assert.doesNotMatch(coder[1], /step 9|That is all/);
  });

  Deno.test(`${name}: nested points reach the coder as one step`, options, async () => {
    const { coder } = await play(flow, {
      reply: "1. **Look**\n   - at the first\n   - at the rest\n2. Keep one.",
    });
    assert.match(coder[1], /Look: at the first: at the rest/);
    assert.doesNotMatch(coder[1], /\*\*/);
  });

  Deno.test(`${name}: the planner sees the failure, and not the hidden test`, options, async () => {
    const { helper } = await play(flow, { reply: list(2) });
    assert.match(helper[0], /biggest\(\[1, 3\]\) returned 1, expected 3/);
    assert.doesNotMatch(helper.join(), /biggest\(\[\]\)/);
  });
}

Deno.test(
  "adapt: plans of plans stop at the budget, whatever the planner says",
  options,
  async () => {
    const played = await play(adapt, { reply: `Logic: OR\n${list(10)}` });
    assert.equal(played.coder.length, 4);
    assert.equal(played.attempts.filter(({ role }) => role === "student").length, 4);
  },
);

Deno.test(
  "distill: a teacher that drops the signature: it is put back, and the words stay",
  options,
  async () => {
    const played = await play(distill, { reply: "Give the largest element of the list, or None." });
    assert.match(played.coder[1], /Give the largest element of the list/);
    assert.match(played.coder[1], /def biggest\(xs\):/);
    assert.deepEqual(played.attempts.at(-1)!.notes.mended, ["signature"]);
  },
);

Deno.test(
  "distill: a teacher that returns the program: the student does not get to see it",
  options,
  async () => {
    const alone = await play(distill, { reply: fenced(right) });
    assert.doesNotMatch(alone.coder[1], /return max/);
    const mixed = await play(distill, { reply: `Take the maximum.\n${fenced(right)}` });
    assert.match(mixed.coder[1], /Take the maximum/);
    assert.doesNotMatch(mixed.coder[1], /return max/);
    assert.deepEqual(mixed.attempts.at(-1)!.notes.mended, ["code", "signature"]);
  },
);

Deno.test(
  "distill: a teacher that echoes the prompt, or says nothing, changes nothing",
  options,
  async () => {
    for (const [reply, mended] of [[instruct, "echo"], ["  ", "empty"]] as const) {
      const { coder, attempts } = await play(distill, { reply });
      assert.equal(coder[1].includes(instruct), true);
      assert.deepEqual(attempts.at(-1)!.notes.mended, [mended]);
    }
  },
);

Deno.test(
  "edgeCases: tests that do not parse, are wrong, repeat, raise or loop are told apart; right ones count",
  options,
  async () => {
    const reply = [
      "def test_edge_half(self):\n    self.assertEqual(biggest([",
      "assert biggest([2, 9]) == 2",
      "assert biggest([1, 3]) == 3",
      "assert biggest(5) == 5",
      "assert biggest([7]) == 7",
      "while True: biggest([4, 6])",
      "assert biggest([0] * 10**12) == 0",
      "assert biggest([]) == None",
      "assert biggest([]) == None",
    ].join("\n");
    const code = "def biggest(xs):\n    return max(xs)\n";
    const { attempts } = await play((given) => edgeCases({ ...given, propose: "model" }), {
      reply,
      code,
    });
    const [first] = attempts.filter(({ role }) => role === "student");
    const proposals = first.notes.proposals as Proposal[];
    const fates = (text: string) =>
      proposals.filter((one) => one.case === text).map(({ outcome }) => outcome);
    assert.deepEqual(fates("biggest([2, 9])"), ["wrong"]);
    assert.deepEqual(fates("biggest([1, 3])"), ["repeated"]);
    assert.deepEqual(fates("biggest(5)"), ["invalid"]);
    assert.deepEqual(fates("biggest([7])"), ["too long"]);
    assert.deepEqual(fates("biggest([])"), ["accepted"]);
    assert.deepEqual((first.notes.edge as { asserts: string[] }).asserts, [
      "assert biggest([]) == None",
    ]);
  },
);

Deno.test("edgeCases: a helper of prose leaves the task as it is", options, async () => {
  const played = await play((given) => edgeCases({ ...given, propose: "model" }), {
    reply: "I think the function is fine.",
    code: right,
  });
  assert.deepEqual(told(played), ["helper -", "student passed"]);
});

Deno.test("a server that fails now and then costs tries, not programs", options, async () => {
  let failed = 0;
  const fault = (n: number) => n % 2 === 0 && failed < 3 && ++failed ? { status: 500 } : undefined;
  const played = await play(distill, { reply: "Give the largest element, or None.", fault });
  assert.deepEqual(told(played), ["student error", "teacher -", "student error"]);
  assert.equal(failed, 3);
});
