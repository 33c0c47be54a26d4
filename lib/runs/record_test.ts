import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { summarize, withoutTime } from "../metrics/mod.ts";
import { type Program, type Status, Verdict } from "../sandbox/mod.ts";
import { recalled } from "../sandbox/recalling.ts";
import { Task } from "../tasks/mod.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { currentRun } from "./currentRun.ts";
import { record, type RecordConfig } from "./record.ts";
import { openRun, type Run } from "./run.ts";
import type { RunError } from "./runError.ts";

const tasks = ["a", "b", "c"].map((id) =>
  Task.parse({ id: `t/${id}`, set: "test", prompt: {}, hidden: { kind: "run" } })
);
const verdict = (passed: boolean, wallMs = 1) =>
  Verdict.parse({
    status: passed ? "passed" : "failed",
    tests: [{ name: "x", status: passed ? "passed" : "failed" }],
    guarantee: "apart",
    engine: "native",
    cpuMs: 1,
    wallMs,
  });

const passed = verdict(true);

/** A method of one attempt a task; `stopAfter` makes it fail there. */
async function* method(stopAfter = Infinity): AsyncGenerator<Attempt> {
  for (const [i, task] of tasks.entries()) {
    if (i >= stopAfter) throw new Error("the power failed");
    await Promise.resolve();
    yield attempt({ method: "m", taskId: task.id, verdict: verdict(i > 0, Math.random()) });
  }
}

async function inFolder(work: (root: string) => Promise<void>) {
  const root = await Deno.makeTempDir();
  try {
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const config = (root: string, more: Partial<RecordConfig> = {}): RecordConfig => ({
  tasks,
  seed: 7,
  temperature: 0.2,
  root,
  ...more,
});

Deno.test("record keeps every attempt and a manifest, and says that it is finished", () =>
  inFolder(async (root) => {
    const run = await record("exp", config(root), method());
    assert.equal(run.folder, join(root, "exp", "main"));
    assert.deepEqual(run.attempts.map(({ taskId }) => taskId), ["t/a", "t/b", "t/c"]);
    assert.deepEqual(run.manifest.tasks.ids, ["t/a", "t/b", "t/c"]);
    assert.deepEqual(run.manifest.parameters, { temperature: 0.2 });
    assert.equal(run.finished, 3);
    assert(!existsSync(join(run.folder, "lock")));
    assert.deepEqual(openRun("exp", { root }).attempts, run.attempts);
  }));

Deno.test("record goes on where it was cut, to a summary that is the same byte for byte, and is finished only then", () =>
  inFolder(async (root) => {
    const whole = await record("whole", config(root), method());
    await assert.rejects(record("cut", config(root), method(2)), /the power failed/);
    const path = join(root, "cut", "main", "attempts.jsonl");
    assert.equal(openRun("cut", { root }).finished, undefined);
    const before = readFileSync(path, "utf8");
    assert.equal(before.trim().split("\n").length, 2);
    writeFileSync(path, before + '{"id": "m/m/t/c/1/stu'); // a torn line
    const fresh: string[] = [];
    const run = await record(
      "cut",
      config(root, { on: (attempt, isNew) => isNew && fresh.push(attempt.taskId) }),
      method(),
    );
    assert.deepEqual(fresh, ["t/c"]);
    assert(readFileSync(path, "utf8").startsWith(before));
    const summary = (run: Run) => JSON.stringify(withoutTime(summarize(run)));
    assert.equal(summary(run), summary(whole));
    assert.equal(run.finished, 3);
    assert.equal(run.manifest.sessions.length, 2);
  }));

Deno.test("record refuses other parameters and tasks and says which", () =>
  inFolder(async (root) => {
    await record("exp", config(root), method());
    const refused = (more: Partial<RecordConfig>, message: RegExp) =>
      assert.rejects(record("exp", config(root, more), method()), (error: RunError) => {
        assert.match(error.message, message);
        return error.exitCode === 2 && !error.message.includes("\n");
      });
    await refused({ seed: 8 }, /^run exp\/main exists with other parameters: seed 7 → 8 \(/);
    await refused({ temperature: 1, topP: 0.9 }, /temperature 0.2 → 1, topP \(none\) → 0.9/);
    await refused({ tasks: tasks.slice(1) }, /tasks 3 → 2 \(-t\/a\)/);
    const changed = tasks.map((task) => ({ ...task, entryPoint: "f" }));
    await refused({ tasks: changed }, /tasks of the same ids have another content/);
  }));

Deno.test("record lets one writer in at a time, and takes over from a dead one", () =>
  inFolder(async (root) => {
    async function* nested(): AsyncGenerator<Attempt> {
      await assert.rejects(
        record("exp", config(root), method()),
        new RegExp(`process ${Deno.pid} is writing this run`),
      );
      yield* method();
    }
    await record("exp", config(root), nested());
    // A number above Linux's largest: no process has it.
    writeFileSync(
      join(root, "exp", "main", "lock"),
      JSON.stringify({ pid: 4_194_304, start: "1", host: Deno.hostname(), token: "x" }),
    );
    await record("exp", config(root), method());
  }));

Deno.test("a malformed line is an error with its number", () =>
  inFolder(async (root) => {
    const run = await record("exp", config(root), method());
    const path = join(run.folder, "attempts.jsonl");
    const [first, second, third] = readFileSync(path, "utf8").split("\n");
    writeFileSync(path, `${first}\n${second.slice(0, 20)}\n${third}\n`);
    await assert.rejects(
      record("exp", config(root), method()),
      /^RunError: attempts.jsonl:2: not JSON/,
    );
    writeFileSync(path, `${first}\n${second}\n{"id": 3}\n`);
    assert.throws(() => openRun("exp", { root }).attempts, /^RunError: attempts.jsonl:3: id: /);
  }));

Deno.test("record refuses an id that comes twice", () =>
  inFolder(async (root) => {
    async function* twice() {
      yield* method();
      yield* method();
    }
    await assert.rejects(
      record("exp", config(root), twice()),
      /gave attempt 'm\/m\/t\/a\/1\/student\/0' twice/,
    );
  }));

Deno.test("what cannot be kept is refused in one line before it is written", () =>
  inFolder(async (root) => {
    async function* giving(fields: Record<string, unknown>): AsyncGenerator<Attempt> {
      for await (const attempt of method()) yield { ...attempt, ...fields };
    }
    const refused = (fields: Record<string, unknown>, message: RegExp) =>
      assert.rejects(record("exp", config(root), giving(fields)), message);
    await refused(
      { round: NaN },
      /^RunError: the method gave a malformed attempt 'm\/m\/t\/a\/1\/student\/0': round: .*$/,
    );
    const circle: Record<string, unknown> = {};
    circle.circle = circle;
    await refused({ notes: circle }, /^RunError: attempt '\S+' cannot be written as JSON: [^\n]*$/);
    await refused(
      { notes: { big: 1n } },
      /^RunError: attempt '\S+' cannot be written as JSON: .*$/,
    );
    const other = (more: Record<string, unknown>) =>
      record("other", { ...config(root), ...more }, method());
    await assert.rejects(other({ circle }), /^RunError: a parameter refers to itself$/);
    await assert.rejects(other({ seed: NaN }), /^RunError: 'seed' must be an integer: NaN$/);
    const { manifest } = await other({
      since: new Date(0),
      big: 1n,
      twice: [circle.none, circle.none],
    });
    assert.equal(manifest.parameters.since, "1970-01-01T00:00:00.000Z");
    assert.equal(manifest.parameters.big, "1n");
  }));

Deno.test("a method can ask for the run and its finished attempts", () =>
  inFolder(async (root) => {
    await record("exp/one", config(root), method());
    let seen: unknown;
    async function* asking(): AsyncGenerator<Attempt> {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const run = currentRun()!;
      seen = [run.name, run.seed, run.done("m/m/t/b/1/student/0")?.taskId, run.done("none")];
      yield* method();
    }
    await record("exp/one", config(root), asking());
    assert.deepEqual(seen, ["exp/one", 7, "t/b", undefined]);
    assert.equal(currentRun(), undefined);
  }));

Deno.test("a name that is no name is refused", () =>
  inFolder(async (root) => {
    for (const name of ["../x", "a/b/c", "", "a//b", "a/.."]) {
      await assert.rejects(record(name, config(root), method()), /a run is named/);
    }
  }));

Deno.test("a run's frame has a row an attempt, NaN where nothing was measured", () =>
  inFolder(async (root) => {
    const run = await record("exp", config(root), method());
    const frame = await run.frame();
    assert.deepEqual(frame.shape, [3, 19]);
    assert.deepEqual(frame["passed"].values, [0, 1, 1]);
    assert(Number.isNaN(frame["cost"].values[0]));
  }));

Deno.test("what nobody could judge is judged again when the run is resumed", () =>
  inFolder(async (root) => {
    const program: Program = { code: "import numpy", test: { kind: "run", stdin: "" } };
    const judged: string[] = [];
    async function* judging(status: Status): AsyncGenerator<Attempt> {
      for (const { id: taskId } of tasks) {
        const own = { ...program, code: `${program.code} # ${taskId}` };
        const verdict = await recalled(own, () => {
          judged.push(taskId);
          return Promise.resolve({ ...passed, status: taskId === "t/b" ? status : "passed" });
        });
        yield attempt({ method: "m", taskId, verdict });
      }
    }
    const fresh: string[] = [];
    const on = (one: Attempt, isNew: boolean) => isNew && fresh.push(one.taskId);
    const lines = () =>
      readFileSync(join(root, "exp", "main", "attempts.jsonl"), "utf8").split("\n");
    await record("exp", config(root), judging("harness"));
    await record("exp", config(root, { on }), judging("harness"));
    assert.deepEqual([judged, fresh, lines().length], [["t/a", "t/b", "t/c", "t/b"], [], 4]);
    const run = await record("exp", config(root, { on }), judging("failed"));
    assert.deepEqual(fresh, ["t/b"]);
    const found = run.attempts.map(({ taskId, verdict }) => `${taskId} ${verdict!.status}`).sort();
    assert.deepEqual(found, ["t/a passed", "t/b failed", "t/c passed"]);
    assert.equal(summarize(run).arms[0].rounds[0].harness, 0);
    judged.length = 0;
    await record("exp", config(root), judging("harness"));
    assert.deepEqual([judged, lines().length], [[], 5]);
  }));

Deno.test("a model is on record as its URI and what it is; another of that name is refused", () =>
  inFolder(async (root) => {
    const named = (identity: unknown) => ({ uri: "own:model", identity });
    const run = (identity: unknown) =>
      record("exp", config(root, { coder: named(identity), pair: [named("x")] }), method());
    const { manifest } = await run(Promise.resolve("sha-1"));
    assert.deepEqual(manifest.parameters.coder, { uri: "own:model", identity: "sha-1" });
    assert.deepEqual(manifest.parameters.pair, [{ uri: "own:model", identity: "x" }]);
    await run(() => "sha-1");
    await assert.rejects(
      run("sha-2"),
      /coder {"uri":"own:model","identity":"sha-1"} → {"uri":"own:model","identity":"sha-2"}/,
    );
    await assert.rejects(run(undefined), /"identity":"sha-1"} → "own:model"/);
  }));

Deno.test("what another model, reply or test made is not mixed with what is on record", () =>
  inFolder(async (root) => {
    const reply = { text: "a", code: "a", finishReason: "stop", usage: {}, promptHash: "" };
    const completion = { ...reply, model: "own:a", sampling: {}, sample: 0, key: "t/0" };
    async function* giving(fields: Partial<Attempt>): AsyncGenerator<Attempt> {
      for await (const one of method()) {
        yield { ...one, completion, verdict: { ...passed, key: "k" }, ...fields };
      }
    }
    const run = (fields: Partial<Attempt>) => record("exp", config(root), giving(fields));
    await run({});
    await run({});
    const refused = (fields: Partial<Attempt>, message: RegExp) =>
      assert.rejects(run(fields), message);
    await refused(
      { completion: { ...completion, model: "own:b" } },
      /^RunError: attempt 'm\/m\/t\/a\/1\/student\/0' is of another model than the one on record: own:a → own:b/,
    );
    await refused({ completion: { ...completion, key: "t/1" } }, /answers another request than/);
    await refused({ completion: { ...completion, text: "b" } }, /is another reply than the one on/);
    await refused({ completion: undefined }, /is of another model than .*: own:a → undefined/);
    await refused({ verdict: { ...passed, key: "l" } }, /was judged by other tests or limits/);
    // Nobody could judge it then: the tests are the same.
    await run({ verdict: { ...passed, status: "harness", key: "k" } });
  }));

Deno.test("a record that holds what the method does not make is refused, and is not finished", () =>
  inFolder(async (root) => {
    async function* naming(arm: string): AsyncGenerator<Attempt> {
      for await (const { taskId, verdict } of method()) {
        yield attempt({ method: "m", arm, taskId, verdict });
      }
    }
    const old = await record("exp", config(root), naming("m"));
    assert.equal(old.finished, 3);
    await assert.rejects(
      record("exp", config(root), naming("other")),
      /^RunError: run exp\/main holds 3 attempts that the method does not make any more, for instance 'm\/m\/t\/a\/1\/student\/0': it has changed since \(choose another name, or delete /,
    );
    assert.equal(old.finished, undefined);
    const named = { arm: "one" };
    await record("named", config(root, named), naming("one"));
    const path = join(root, "named", "main", "attempts.jsonl");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("one", "two"));
    await assert.rejects(
      record("named", config(root, named), naming("one")),
      /run named\/main of the arm 'one' holds attempts of the arm 'two'/,
    );
  }));

Deno.test("record says which of its arguments is none, before anything is made", async () => {
  const refused = (message: RegExp, ...given: unknown[]) =>
    assert.rejects(
      async () => await (record as (...given: unknown[]) => Promise<Run>)(...given),
      message,
    );
  await refused(/^RunError: a run needs a name, as a text: record\(NAME, /, { tasks }, method());
  await refused(/^RunError: run x: the second argument has its tasks, a list: /, "x", method());
  await refused(
    /the second argument has its tasks/,
    "x",
    { tasks: Promise.resolve(tasks) },
    method(),
  );
  await refused(
    /^RunError: run x: the method is to be called: method\(…\)$/,
    "x",
    { tasks },
    method,
  );
  await refused(/^RunError: run x: the third argument gives its attempts: /, "x", { tasks });
  await refused(/the third argument gives its attempts/, "x", { tasks }, [1]);
});
