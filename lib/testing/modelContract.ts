/**
 * What every server must do for the lab, whoever made it. Run against the stub on Deno and on Node,
 * and against a real server where one is installed.
 */
import assert from "node:assert/strict";
import { z } from "zod";
import { model, type ServerOptions } from "../engines/mod.ts";
import { type Request, solve } from "../models/mod.ts";
import { Task } from "../tasks/mod.ts";

/** A server under test. */
export interface Subject {
  /** `http://host:port/v1#NAME` */
  uri: string;
  options?: ServerOptions;
}

export interface Case {
  name: string;
  run(subject: Subject): Promise<void>;
}

const task = Task.parse({
  id: "own/1",
  set: "own",
  prompt: { complete: 'def add(a: int, b: int) -> int:\n    """Return the sum of a and b."""\n' },
  entryPoint: "add",
  hidden: { kind: "run" },
});
const short = { maxTokens: 8, temperature: 1 };

async function answers(subject: Subject, request: Request, options: ServerOptions = {}) {
  await using coder = model(subject.uri, { store: false, ...subject.options, ...options });
  const found = [];
  for await (const { completion } of coder.generate([request])) found.push(completion);
  return found;
}

/**
 * What every model behind a URI does: each case runs against one, a server of one's own for instance.
 *
 * @example
 * ```ts
 * import { modelContract, stubServer } from "tracelab/testing";
 * await using server = await stubServer();
 * const [first] = modelContract;
 * await first.run({ uri: `${server.url}#own` });
 * ```
 */
export const contract: Case[] = [
  {
    name: "a chat is answered with text, a reason to finish, and a count of tokens",
    async run(subject) {
      const [completion] = await answers(subject, solve(task, short));
      assert(completion.text.length > 0);
      assert(["stop", "length"].includes(completion.finishReason), completion.finishReason);
      assert(completion.usage.promptTokens! > 0);
      assert(completion.usage.completionTokens! > 0);
    },
  },
  {
    name: "a stream gives what one reply gives",
    async run(subject) {
      const request = solve(task, { ...short, temperature: 0, seed: 5 });
      const [whole] = await answers(subject, request);
      const [streamed] = await answers(subject, request, { stream: true });
      assert.equal(streamed.text, whole.text);
      assert.equal(streamed.finishReason, whole.finishReason);
      assert.deepEqual(streamed.usage, whole.usage);
    },
  },
  {
    name: "a base model continues the task's own text",
    async run(subject) {
      const [completion] = await answers(subject, solve(task, short), { dialect: "completion" });
      assert(completion.text.length > 0);
      assert(["stop", "length"].includes(completion.finishReason), completion.finishReason);
    },
  },
  {
    name: "samples of a seeded request differ, and are the same when asked again",
    async run(subject) {
      const request = solve(task, { ...short, samples: 3, seed: 11 });
      const text = async () =>
        (await answers(subject, request)).sort((a, b) => a.sample - b.sample).map((c) => c.text);
      const first = await text();
      assert.deepEqual(await text(), first);
      assert(new Set(first).size > 1, `all samples are alike: ${first}`);
    },
  },
  {
    name: "log-probabilities come where they are asked for, chat and raw",
    async run(subject) {
      for (const dialect of ["chat", "completion"] as const) {
        const [completion] = await answers(subject, solve(task, { ...short, logprobs: true }), {
          dialect,
        });
        assert(completion.logprobs!.length > 0);
        for (const { token, logprob } of completion.logprobs!) {
          assert.equal(typeof token, "string");
          assert(logprob <= 0);
        }
      }
      const [without] = await answers(subject, solve(task, short));
      assert.equal(without.logprobs, undefined);
    },
  },
  {
    name: "a JSON schema is kept to, and the value is parsed",
    async run(subject) {
      const intent = { kind: "judge", task, code: "pass" } as const;
      const schema = z.object({ right: z.boolean(), severity: z.enum(["small", "major"]) });
      const [completion] = await answers(subject, { ...short, intent, schema, maxTokens: 100 });
      const { right, severity } = schema.parse(completion.json);
      assert.equal(typeof right, "boolean");
      assert(["small", "major"].includes(severity));
    },
  },
  {
    name: "many at once: each sample is answered once, and told apart",
    async run(subject) {
      const found = await answers(subject, solve(task, { ...short, samples: 24, seed: 40 }));
      assert.deepEqual(
        found.map(({ sample }) => sample).sort((a, b) => a - b),
        Array.from({ length: 24 }, (_, i) => i),
      );
      assert.equal(new Set(found.map(({ key }) => key)).size, 24);
      assert(new Set(found.map(({ text }) => text)).size > 12);
    },
  },
  {
    name: "a model that the server does not have, or a wrong path, is an error that says so",
    async run(subject) {
      const uri = subject.uri.replace("/v1#", "/v1/nowhere#");
      await using coder = model(uri, { ...subject.options, store: false, retries: 0 });
      await assert.rejects(coder.ask(solve(task, short)), {
        name: "ModelError",
        message: /404 .*: check that the server has the model \w+, and the address/,
      });
    },
  },
];
