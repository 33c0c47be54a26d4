import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Task } from "../tasks/mod.ts";
import { scripted } from "../engines/scripted.ts";
import { dialects } from "./dialects.ts";
import type { ModelEvent } from "./events.ts";
import { type Model } from "./model.ts";
import { model } from "../engines/model.ts";
import { ModelError } from "./modelError.ts";
import { modelFrom } from "./modelFrom.ts";
import type { Request } from "./request.ts";
import { solve } from "./solve.ts";

const task = (n: number) =>
  Task.parse({
    id: `own/${n}`,
    set: "own",
    prompt: { complete: `def f${n}(x):\n    """Add ${n}."""\n` },
    entryPoint: `f${n}`,
    hidden: { kind: "run" },
  });

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const texts = async (from: Model, requests: Iterable<Request>) =>
  (await all(from.generate(requests))).map(({ completion }) => completion.text);

function withFile(fn: (file: string) => Promise<void>) {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), "models-"));
    try {
      await fn(join(folder, "completions.jsonl"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

Deno.test("a scripted model answers in order, one sample at a time, and says what it was asked", async () => {
  const coder = scripted(["one", "two", "three"]);
  const replies = await all(coder.generate([solve(task(1), { samples: 2 }), solve(task(2))]));
  assert.deepEqual(replies.map(({ completion }) => completion.text), ["one", "two", "three"]);
  assert.deepEqual(replies.map((reply) => reply.task.id), ["own/1", "own/1", "own/2"]);
  assert.equal(coder.asked.length, 3);
  assert.match(coder.asked[2].prompt, /def f2\(x\):/);
});

Deno.test(
  "what another wrote to the store since is not asked again",
  withFile(async (store) => {
    await using first = scripted(["one"], { store });
    await using second = scripted(["two"], { store });
    await first.ask(solve(task(1)));
    await second.ask(solve(task(2)));
    assert.deepEqual(await texts(first, [solve(task(2))]), ["two"]);
    assert.equal(first.asked.length, 1);
  }),
);

Deno.test("a script that is too short fails the request", async () => {
  const coder = scripted({ plan: ["1. Think"] });
  await assert.rejects(coder.ask(solve(task(1))), {
    message: "the script has no reply left for solve",
  });
});

Deno.test("the program is taken out of the reply", async () => {
  const coder = scripted(["Here:\n```python\ndef f1(x):\n    return x + 1\n```\nDone."]);
  const { code, text } = await coder.ask(solve(task(1)));
  assert.equal(code.trim(), "def f1(x):\n    return x + 1");
  assert.match(text, /^Here:/);
});

Deno.test(
  "a place is given to the next call after its answer is on disk: a kill loses no more calls than there are places",
  withFile(async (store) => {
    const lines = () => readFileSync(store, "utf8").match(/^{"key"/gm)?.length ?? 0;
    let begun = 0, most = 0;
    const coder = modelFrom("counting", () => ({
      dialect: dialects.chat,
      async complete() {
        most = Math.max(most, ++begun - lines());
        await new Promise((resolve) => setTimeout(resolve, 1));
        return { text: "pass", finishReason: "stop" };
      },
    }), { store, concurrency: 3 });
    await all(coder.generate([solve(task(1), { samples: 50 })]));
    await coder.close();
    assert.equal(begun, 50);
    assert.equal(most, 3);
  }),
);

Deno.test(
  "what was answered is on disk before it is seen, and is not asked again",
  withFile(async (store) => {
    const requests = [solve(task(1), { samples: 2 }), solve(task(2), { temperature: 0.5 })];
    const first = scripted(["a", "b", "c"], { store });
    for await (const { completion } of first.generate(requests)) {
      assert.match(readFileSync(store, "utf8"), new RegExp(`^{"key":"${completion.key}"`, "m"));
    }
    await first.close();
    const again = scripted([], { store });
    assert.deepEqual(await texts(again, requests), ["a", "b", "c"]);
    assert.equal(again.asked.length, 0);
    await again.close();
  }),
);

Deno.test(
  "other sampling, another prompt or another sample is another key",
  withFile(async (store) => {
    const ask = async (request: Request, options = {}) => {
      const coder = scripted(["a"], { store, ...options });
      await coder.ask(request);
      await coder.close();
      return coder.asked.length;
    };
    assert.equal(await ask(solve(task(1))), 1);
    assert.equal(await ask(solve(task(1))), 0);
    assert.equal(await ask(solve(task(1), { temperature: 1 })), 1);
    assert.equal(await ask(solve(task(1), { maxTokens: 10 })), 1);
    assert.equal(await ask(solve(task(1), { seed: 1 })), 1);
    assert.equal(await ask(solve(task(1)), { prompts: { solve: "Write {{task}}" } }), 1);
    assert.equal(await ask(solve(task(1)), { dialect: "alpaca" }), 1);
    assert.equal(await ask({ ...solve(task(1)), role: "other" }), 0);
  }),
);

Deno.test(
  "fresh asks anew, and the new answer is the one that is kept",
  withFile(async (store) => {
    for (const [script, fresh] of [["old", false], ["new", true]] as const) {
      const coder = scripted([script], { store, fresh });
      assert.equal((await coder.ask(solve(task(1)))).text, script);
      assert.equal((await coder.ask(solve(task(1)))).text, script);
      await coder.close();
    }
    const later = scripted([], { store });
    assert.equal((await later.ask(solve(task(1)))).text, "new");
    await later.close();
  }),
);

Deno.test(
  "offline answers from the store and refuses what is not in it",
  withFile(async (store) => {
    const online = scripted(["a"], { store });
    await online.ask(solve(task(1)));
    await online.close();
    const offline = scripted(["b"], { store, offline: true });
    assert.equal((await offline.ask(solve(task(1)))).text, "a");
    await assert.rejects(offline.ask(solve(task(2))), {
      name: "ModelError",
      message:
        "scripted: offline, and the store has no solve of own/2, sample 0: run once without offline",
    });
    assert.equal(offline.asked.length, 0);
    await offline.close();
  }),
);

Deno.test(
  "recorded: replays a store without its options, with the prompts that were replaced",
  withFile(async (store) => {
    const request = solve(task(1), { samples: 2 });
    const first = scripted(["a", "b"], {
      store,
      temperature: 0.3,
      dialect: "mistral",
      prompts: { solve: "Write {{task}} now." },
    });
    await texts(first, [request]);
    await first.close();
    const replay = model(`recorded:${store}`);
    const replies = await all(replay.generate([request]));
    assert.deepEqual(replies.map(({ completion }) => completion.text), ["a", "b"]);
    assert.equal(replies[0].completion.model, "scripted");
    assert.equal(replies[0].completion.sampling.temperature, 0.3);
    await assert.rejects(replay.ask(solve(task(2))), {
      message: `recorded:${store}: holds no solve of own/2, sample 0, ` +
        "for this prompt and sampling: ask as the recorded run did",
    });
    await replay.close();
  }),
);

Deno.test("a reply that is not of the schema is repaired once, and replayed without a call", async () => {
  const schema = z.object({ score: z.number() });
  const request: Request = { intent: { kind: "judge", task: task(1), code: "pass" }, schema };
  const judge = scripted(["It is right.", '```json\n{"score": 1}\n```']);
  assert.deepEqual((await judge.ask(request)).json, { score: 1 });
  assert.match(judge.asked[1].prompt, /That is not valid: no JSON in it/);
  assert.deepEqual((await judge.ask(request)).json, { score: 1 });
  assert.equal(judge.asked.length, 2);

  const stubborn = scripted(['{"score": "high"}', '{"score": "low"}']);
  const completion = await stubborn.ask(request);
  assert.equal(completion.json, undefined);
  assert.equal(completion.text, '{"score": "low"}');
  assert.match(stubborn.asked[1].prompt, /score: .*expected number/);
});

Deno.test("the same request twice at once is one call", async () => {
  const coder = scripted(["a", "b"], { concurrency: 4 });
  assert.deepEqual(await texts(coder, [solve(task(1)), solve(task(1))]), ["a", "a"]);
  assert.equal(coder.asked.length, 1);
});

Deno.test("requests may wait for replies: the source is read only as far as needed", async () => {
  const coder = scripted((_, sample) => `${sample}`, { concurrency: 4 });
  let arrived = () => {};
  const reply = new Promise<void>((resolve) => arrived = resolve);
  async function* requests() {
    yield solve(task(1));
    await reply;
    yield solve(task(2));
  }
  const seen: string[] = [];
  for await (const { task } of coder.generate(requests())) {
    seen.push(task.id);
    arrived();
  }
  assert.deepEqual(seen, ["own/1", "own/2"]);
});

Deno.test("whoever breaks off starts no new call; those in flight finish and are kept", async () => {
  const coder = scripted(async (_, sample) => {
    await new Promise((resolve) => setTimeout(resolve, 5 * (sample + 1)));
    return `${sample}`;
  }, { concurrency: 3 });
  for await (const _ of coder.generate([solve(task(1), { samples: 50 })])) break;
  assert(coder.asked.length <= 4, `${coder.asked.length} calls`);
  const asked = coder.asked.length;
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(coder.asked.length, asked);
  await all(coder.generate([solve(task(1), { samples: asked })]));
  assert.equal(coder.asked.length, asked);
});

Deno.test("one failed request does not lose the others, and is told at the end", async () => {
  const coder = scripted((intent) => {
    if ("task" in intent && intent.task.id === "own/2") {
      throw new ModelError("no", { model: "scripted" });
    }
    return "fine";
  });
  const seen: string[] = [];
  await assert.rejects(async () => {
    for await (const { task: { id } } of coder.generate([1, 2, 3].map((n) => solve(task(n))))) {
      seen.push(id);
    }
  }, { message: "no" });
  assert.deepEqual(seen, ["own/1", "own/3"]);
});

Deno.test("an aborted run throws the signal's reason", async () => {
  const controller = new AbortController();
  const coder = scripted((_, sample) => {
    if (sample === 2) controller.abort(new Error("enough"));
    return `${sample}`;
  });
  await assert.rejects(
    all(coder.generate([solve(task(1), { samples: 9 })], { signal: controller.signal })),
    { message: "enough" },
  );
  assert(coder.asked.length < 5);
});

Deno.test("an abort ends a run at once, with any reason, also while its source waits", async () => {
  async function* source() {
    await new Promise(() => {});
    yield solve(task(1));
  }
  for (const reason of ["user stopped", undefined, new Error("enough")]) {
    const controller = new AbortController();
    const hanging = modelFrom("hanging", () => ({
      dialect: dialects.chat,
      complete: (_, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    }), { store: false });
    const runs = [[solve(task(1), { samples: 3 })], source()].map((requests) =>
      all(hanging.generate(requests, { signal: controller.signal }))
    );
    setTimeout(() => controller.abort(reason), 5);
    for (const run of await Promise.allSettled(runs)) {
      assert.deepEqual(run, { status: "rejected", reason: controller.signal.reason });
    }
  }
});

Deno.test("who shares a call with one that is aborted asks by itself", async () => {
  let calls = 0;
  const slow = modelFrom("slow", () => ({
    dialect: dialects.chat,
    complete: (_, signal) =>
      new Promise((resolve, reject) => {
        const first = calls++ === 0;
        signal.addEventListener("abort", () => reject(signal.reason));
        if (!first) resolve({ text: "pass", finishReason: "stop" });
      }),
  }), { store: false });
  const controller = new AbortController();
  setTimeout(() => controller.abort("user stopped"), 5);
  const [aborted, other] = await Promise.allSettled([
    slow.ask(solve(task(1)), { signal: controller.signal }),
    slow.ask(solve(task(1))),
  ]);
  assert.deepEqual(aborted, { status: "rejected", reason: "user stopped" });
  assert.equal(other.status === "fulfilled" && other.value.text, "pass");
  assert.equal(calls, 2);
});

Deno.test("an engine that throws what is no error fails the run with it", async () => {
  const odd = modelFrom("odd", () => ({
    dialect: dialects.chat,
    complete: () => Promise.reject("no words"),
  }), { store: false });
  await assert.rejects(odd.ask(solve(task(1))), { name: "Error", message: "no words" });
});

Deno.test("an engine that failed to open is told as it is, and opened again at the next request", async () => {
  let opened = 0;
  const open = () => {
    if (opened++ === 0) return Promise.reject(new Error("not yet"));
    return {
      dialect: dialects.chat,
      complete: () => Promise.resolve({ text: "a", finishReason: "stop" }),
    };
  };
  const ask = async (from: Model) => {
    await using coder = from;
    return (await coder.ask(solve(task(1)))).text;
  };
  const late = modelFrom("late", open, { store: false });
  await assert.rejects(late.ask(solve(task(1))), { name: "Error", message: "not yet" });
  assert.equal(await ask(late), "a");
  opened = 0;
  await assert.rejects(ask(modelFrom("late", open, { store: false })), {
    name: "Error",
    message: "not yet",
  });
});

Deno.test("the embedded model's failure to open is told as it is when it is disposed of", async () => {
  await assert.rejects(async () => {
    await using tiny = model("tiny", { store: false, concurrency: 0 });
    await tiny.ask(solve(task(1)));
  }, { name: "RangeError", message: "'concurrency' must be 1 or more: 0" });
});

Deno.test("events tell calls from answers of the store", async () => {
  const events: ModelEvent[] = [];
  const coder = scripted(["a"], { on: (event) => events.push(event) });
  await coder.ask({ ...solve(task(1)), role: "student", arm: "base" });
  await coder.ask({ ...solve(task(1)), role: "student", arm: "base" });
  assert.deepEqual(
    events.map((event) => event.type === "answered" && [event.from, event.role, event.arm]),
    [["call", "student", "base"], ["store", "student", "base"]],
  );
});

Deno.test("a URI of no known form is refused with the forms there are", () => {
  assert.throws(() => model("gpt-4"), {
    name: "RangeError",
    message: /^unknown model: gpt-4 \(write/,
  });
  assert.throws(() => model("nobody:x"), /^RangeError: unknown model: nobody:x/);
});
