import assert from "node:assert/strict";
import { Task } from "../../tasks/mod.ts";
import { scripted } from "../../engines/scripted.ts";
import { accounts } from "./accounts.ts";
import { eventStream, type ModelEvent } from "../events.ts";
import { solve } from "../solve.ts";

const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });

Deno.test("accounts are kept by arm and role, from the events of a model", async () => {
  const events: ModelEvent[] = [];
  const coder = scripted(["abcdefgh", "abcd", "abcd"], { on: (event) => events.push(event) });
  for (const arm of ["base", "adapt"]) {
    await coder.ask({ ...solve(task, { seed: arm.length }), role: "student", arm });
  }
  await coder.ask({ intent: { kind: "plan", task }, role: "planner", arm: "adapt" });
  const all = accounts(events.flatMap((event) => event.type === "answered" ? [event] : []));
  assert.deepEqual(Object.keys(all), ["base/student", "adapt/student", "adapt/planner"]);
  assert.equal(all["base/student"].completionTokens, 2);
  assert.equal(all["adapt/student"].completionTokens, 1);
  assert(all["adapt/planner"].promptTokens > 10);
});

Deno.test("an unknown cost is counted as unknown, and a completion counts once", () => {
  const completion = {
    text: "",
    code: "",
    finishReason: "stop",
    usage: {},
    model: "openai:own",
    sampling: {},
    sample: 0,
    key: "a/0",
    promptHash: "",
  };
  const paid = {
    ...completion,
    key: "b/0",
    cost: 0.25,
    usage: { promptTokens: 1, completionTokens: 1 },
  };
  const { student } = accounts([completion, completion, paid].map((each) => ({
    role: "student",
    completion: each,
  })));
  assert.deepEqual(student, {
    completions: 2,
    promptTokens: 1,
    completionTokens: 1,
    cost: 0.25,
    unknownCost: 1,
    unknownTokens: 1,
  });
});

Deno.test("a stream of events ends when it is ended, and loses none", async () => {
  const events = eventStream();
  const coder = scripted(["a", "b"], { on: events.listen });
  const heard: string[] = [];
  const listening = (async () => {
    for await (const event of events) heard.push(event.type);
  })();
  for await (const _ of coder.generate([solve(task, { samples: 3 })])) break;
  await coder.close();
  events.end();
  await listening;
  assert.deepEqual([...new Set(heard)], ["answered"]);
});
