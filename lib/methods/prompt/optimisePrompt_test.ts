/** The search against a scripted server: what is asked when, and what becomes of bad answers and faults. */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { model } from "../../engines/mod.ts";
import type { ModelOptions } from "../../models/mod.ts";
import { type Attempt, record } from "../../runs/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { askedOf, lesson, promptReplies, promptTasks } from "../../testing/promptWorld.ts";
import { type StubOptions, type StubServer, stubServer } from "../../testing/stubServer.ts";
import { optimisePrompt, type OptimisePromptOptions } from "./optimisePrompt.ts";
import { promptHistory } from "./promptHistory.ts";
import { testLock } from "./testLock.ts";

const train = promptTasks("train", 4), dev = promptTasks("dev", 3), test = promptTasks("test", 3);
const none = { test: undefined };
const python = await sandbox({ lanes: 2 });
globalThis.addEventListener("unload", () => void python.close());

/** One search against a server of its own; what it recorded and what the server saw. */
async function search(
  stub: StubOptions = {},
  options: Partial<OptimisePromptOptions> = {},
  more: ModelOptions = {},
) {
  await using server = await stubServer({ reply: promptReplies(), ...stub });
  return await searchAt(server, options, more);
}

async function searchAt(
  server: StubServer,
  options: Partial<OptimisePromptOptions>,
  { root, ...modelOptions }: ModelOptions & { root?: string },
) {
  await using coder = model(`${server.url}#stub`, {
    store: false,
    retries: 0,
    concurrency: 2,
    identity: "stub",
    ...modelOptions,
  });
  const locked = testLock(() => test);
  const made = optimisePrompt({
    train,
    dev,
    test: locked,
    coder,
    python,
    seed: 1,
    evalInterval: 1,
    ...options,
  });
  const attempts: Attempt[] = root
    ? (await record("demo", { tasks: [...train, ...dev, ...test], root }, made)).attempts
    : await Array.fromAsync(made);
  const asked = server.bodies.map(askedOf);
  return { attempts, asked, history: promptHistory(attempts), calls: server.count };
}

const passed = (attempts: Attempt[], which: string) =>
  attempts.filter(({ notes, verdict }) => notes.which === which && verdict?.status === "passed")
    .length;

Deno.test("generate, debug, optimise, evaluate, accept; then the test set, once", async () => {
  const { attempts, asked, history } = await search();
  const roles = asked.map(({ role }) => role);
  const order = ["solve", "solve", "analyse", "optimise", "solve", "solve"];
  assert.deepEqual(roles.filter((role, i) => role !== roles[i - 1]).length, 4, roles.join());
  assert.equal(roles.length, 3 + 4 + 4 + 1 + 3 + 3 + 3, order.join());
  const debug = asked.find(({ role }) => role === "analyse")!.text;
  for (
    const part of [
      /Write \w+train\d\(xs\) for the train number/,
      /return max\(xs\)/, // the program
      /\w+\(\[\]\) raised ValueError/, // the failing test
      /2: return max\(xs\) {3}\(xs = \[\]\)/, // the line that failed, with its values
      /return sorted\(xs\)\[-1\] if xs else 0/, // the reference
    ]
  ) assert.match(debug, part);
  const optimise = asked.find(({ role }) => role === "optimise")!.text;
  assert.match(optimise, /Analysis 4:\nIt raises for nothing\./);
  assert.doesNotMatch(optimise, /sorted|Analysis 5/);
  assert.deepEqual(
    history.evaluations.map(({ version, accepted, why }) => [version, accepted, why]),
    [
      [0, true, "the initial prompt"],
      [1, true, "100.0 % of 3 after 0.0 %"],
    ],
  );
  assert.deepEqual(history.selection?.prompt, { directives: [lesson] });
  assert.deepEqual([passed(attempts, "initial"), passed(attempts, "selected")], [0, 3]);
  // The server's log is the witness: nothing of the test set before the last phase.
  const first = asked.findIndex(({ text }) => text.includes("for the test number"));
  assert.equal(first, asked.length - 6);
});

for (
  const [what, reply, problem, turns] of [
    ["prose", "You should think about empty lists.", "no numbered list", 2],
    ["14 items", "1. Be careful.\n".repeat(14), "more than 10 instructions (14)", 2],
    ["code", `1. Write return max(xs, default=0).`, "instruction 1: code", 2],
    ["a program", "```python\ndef f(xs):\n    return 0\n```", "code", 2],
    ["nothing", "", "an empty reply", 2],
    ["the same prompt", "1. Be exact.", "the same prompt", 1],
    [
      "a training task",
      "1. Find the biggest item of the list xs in largesttrain0.",
      "something of one training task (its code)",
      2,
    ],
  ] as const
) {
  Deno.test(`an optimiser that returns ${what} changes nothing, and the record says why`, async () => {
    const stub = { reply: promptReplies({ optimise: () => reply }) };
    const { history, asked } = await search(stub, { ...none, initial: ["Be exact."] });
    const [{ proposal }] = history.batches;
    assert.deepEqual([proposal?.problem, proposal?.turns], [problem, turns]);
    assert.equal(asked.filter(({ role }) => role === "optimise").length, turns);
    assert.deepEqual(history.selection?.prompt, { directives: ["Be exact."] });
    // No new version, so nothing is evaluated again.
    assert.equal(history.evaluations.length, 1);
  });
}

Deno.test("one repair turn: a refused reply is told what was wrong with it", async () => {
  let turn = 0;
  const optimise = () => turn++ ? `1. ${lesson}` : "Think of empty lists.";
  const { history, asked } = await search({ reply: promptReplies({ optimise }) }, none);
  const second = asked.filter(({ role }) => role === "optimise")[1].text;
  assert.match(
    second,
    /Your last answer was:\nThink of empty lists\.\n\nIt was refused \(no numbered list\)/,
  );
  assert.deepEqual(history.batches[0].proposal?.turns, 2);
  assert.equal(history.selection?.selected, 1);
});

for (
  const [how, fault] of [["fails", { status: 500 }], ["times out", "hang"]] as const
) {
  Deno.test(`a debugger that ${how} on half of the tasks: the others are heard, the faults counted`, async () => {
    const stub: StubOptions = {
      fault: (_, body) => {
        const { role, text } = askedOf(body);
        return role === "analyse" && /train number [02]/.test(text) ? fault : undefined;
      },
    };
    const { history, attempts } = await search(stub, none, { timeoutMs: 400 });
    const debug = history.faults.find(({ role }) => role === "debugger")!;
    assert.deepEqual([debug.calls, debug.failed], [4, 2]);
    assert.match(debug.error!, how === "fails" ? /500/ : /no answer in 0\.4 s/);
    assert.equal(history.batches[0].analyses.size, 2);
    assert.equal(history.selection?.selected, 1);
    assert.equal(attempts.filter(({ role }) => role === "debugger").length, 4);
  });
}

Deno.test("a provider's fault in every position: nothing is lost, nothing swallowed", async () => {
  const whole = await search();
  for (let at = 0; at < whole.calls; at++) {
    const { attempts, history } = await search({
      fault: (n) => n === at ? { status: 400 } : undefined,
    });
    const failed = attempts.filter(({ notes }) => notes.error !== undefined);
    assert.equal(failed.length, 1, `fault ${at}`);
    assert.match(String(failed[0].notes.error), /400 as told/);
    assert.equal(history.faults.reduce((sum, { failed }) => sum + failed, 0), 1);
    // A call that got no answer is neither a failure of the model nor forgotten.
    assert.equal(failed[0].verdict, undefined);
    assert(history.selection, `fault ${at}: no selection`);
    const role = failed[0].role;
    const scored = whole.attempts.filter((one) => one.role === role && one.verdict).length;
    assert.equal(
      attempts.filter((one) => one.role === role && one.verdict).length,
      role === "test" || role === "student" || role === "development" ? scored - 1 : scored,
      `fault ${at} at ${role}`,
    );
    if (role === "optimiser") assert.match(history.batches[0].proposal?.problem ?? "", /400/);
    else assert.equal(history.selection?.selected, 1, `fault ${at} at ${role}`);
  }
});

Deno.test("a fault on record stays when the run is resumed: what followed rests on it", async () => {
  const root = mkdtempSync(join(tmpdir(), "prompt-"));
  const store = join(root, "store.jsonl");
  let broken = true;
  await using server = await stubServer({
    reply: promptReplies(),
    fault: (n) => broken && n === 8 ? { status: 400 } : undefined,
  });
  const faulty = await searchAt(server, {}, { root, store });
  broken = false;
  const again = await searchAt(server, {}, { root, store });
  assert.equal(again.calls, faulty.calls);
  assert.deepEqual(
    again.attempts.map(({ id }) => id),
    faulty.attempts.map(({ id }) => id),
  );
  assert.equal(again.history.faults.reduce((sum, { failed }) => sum + failed, 0), 1);
  // Under other instructions nothing of it is taken over.
  await assert.rejects(
    searchAt(server, { initial: ["Be exact."] }, { root, store }),
    /^RunError: attempt '.*' on record answers another request/,
  );
  assert.equal(server.count, faulty.calls);
});

Deno.test("a server that refuses everything ends the search with its error", async () => {
  await assert.rejects(search({ fault: () => ({ status: 500 }) }), /500 as told/);
  await assert.rejects(search({ fault: () => ({ status: 401 }) }), /401/);
});

Deno.test("a canary in every training code is in no prompt after the debugger's", async () => {
  for (const canary of ["CANARY_4711", "kumquatzebra", "canaryBird"]) {
    const own = promptTasks("train", 4, canary);
    const analyse = (text: string) => {
      assert(text.includes(canary), "the debugger does not see the reference");
      return `The reference says ${canary} first. It raises for nothing.\n\`\`\`python\n# ${canary}\n\`\`\``;
    };
    let turn = 0;
    const optimise = () => turn++ ? `1. ${lesson}` : `1. Remember ${canary}.`;
    const { asked, history } = await search({ reply: promptReplies({ analyse, optimise }) }, {
      train: own,
    });
    const seen = asked.filter(({ text }) => text.includes(canary));
    assert.deepEqual([...new Set(seen.map(({ role }) => role))], ["analyse"], canary);
    assert.equal(history.selection?.selected, 1);
    assert(!JSON.stringify(history.selection?.prompt).includes(canary));
  }
});

Deno.test("shuffled: every program is shown with another's failure; nothing: the optimiser reads none", async () => {
  const { attempts, asked } = await search({}, { ...none, material: "shuffled" });
  const debug = attempts.filter(({ role }) => role === "debugger");
  assert.equal(debug.length, 4);
  assert.equal(new Set(debug.map(({ notes }) => notes.of)).size, 4);
  for (const { taskId, notes } of debug) assert.notEqual(taskId, notes.of);
  for (const { text } of asked.filter(({ role }) => role === "analyse")) {
    const [own, other] = [/train number (\d)/, /def \w+train(\d)\(xs\):\n {4}#/].map((one) =>
      text.match(one)![1]
    );
    assert.notEqual(own, other);
  }
  const blind = await search({}, { ...none, material: "nothing" });
  assert.deepEqual(blind.asked.filter(({ role }) => role === "analyse"), []);
  assert.doesNotMatch(blind.asked.find(({ role }) => role === "optimise")!.text, /went wrong/);
});

Deno.test("demonstrations are training programs that passed, and stand in the coder's prompt", async () => {
  const initial = [lesson];
  const { history, asked } = await search({}, {
    ...none,
    material: "demonstrations",
    shots: 2,
    initial,
  });
  const { prompt } = history.batches[0].proposal!;
  assert.equal(prompt?.demonstrations?.length, 2);
  const shown = asked.at(-1)!.text;
  assert.match(shown, /Programs for other tasks of the same kind:\nWrite \w+train\d\(xs\)/);
  assert.match(shown, /```python\ndef \w+train\d\(xs\):\n {4}return max\(xs\) if xs else 0\n```/);
  // As good as without, and longer: the shorter prompt stays.
  assert.equal(history.selection?.selected, 0);
});

Deno.test("always: every rewrite goes on, and the best on the development set is told beside it", async () => {
  const worse = "Answer quickly.";
  const optimise = (text: string) => `1. ${text.includes(worse) ? "Be calm." : worse}`;
  const { history } = await search({ reply: promptReplies({ optimise }) }, {
    ...none,
    accept: "always",
    initial: [lesson],
    batchSize: 2,
    train: promptTasks("train", 4).map((task) => ({
      ...task,
      hidden: { kind: "asserts", setup: "", asserts: ["assert False"] },
    })),
  });
  assert.deepEqual(history.evaluations.map(({ accepted }) => accepted), [true, true, true]);
  assert.deepEqual(history.selection && [history.selection.last, history.selection.best], [2, 0]);
  assert.equal(history.selection?.selected, 2);
});

Deno.test("optimisePrompt refuses what it cannot do", async () => {
  const refused = (options: object, message: RegExp) =>
    assert.rejects(search({}, options), message);
  await refused({ epoch: 3 }, /optimisePrompt: unknown option 'epoch'/);
  await refused({ accept: "best" }, /'accept' must be always, dev-improves, pareto: best/);
  await refused(
    { material: "luck" },
    /'material' must be analyses, shuffled, nothing, demonstrations/,
  );
  await refused({ batchSize: 0 }, /'batchSize' must be a positive integer: 0/);
  await refused({ skipEvaluations: true }, /'dev-improves' needs evaluations/);
  await refused({ dev: train }, /train\/0 is in the training and in the development set/);
  await refused({ test: testLock(() => dev) }, /dev\/0 is in the development and in the test set/);
  await refused({ train: [] }, /no training task/);
  await refused({ plusTest: true }, /has no plus tests/);
  const { history } = await search({}, {
    ...none,
    skipEvaluations: true,
    accept: "always",
    dev: [],
  });
  assert.deepEqual([history.evaluations.length, history.selection?.selected], [0, 1]);
});
