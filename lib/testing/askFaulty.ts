/** Asks a server that fails, and what is to be seen of it. */
import assert from "node:assert/strict";
import { type Completion, ModelError, type ModelEvent, solve } from "../models/mod.ts";
import { model, type ServerOptions } from "../engines/mod.ts";
import { Task } from "../tasks/mod.ts";
import { type Fault, type StubOptions, stubServer } from "./stubServer.ts";

export const task = Task.parse({
  id: "own/1",
  set: "own",
  prompt: { complete: "def f(x):\n    ...\n" },
  entryPoint: "f",
  hidden: { kind: "run" },
});

export interface Outcome {
  completions: Completion[];
  error?: Error;
  events: ModelEvent[];
  /** Requests that reached the server. */
  count: number;
  /** The most often that one request was answered in full. */
  most: number;
  host: string;
  ms: number;
}

/** Asks a failing server for samples. */
export async function ask(stub: StubOptions, options: ServerOptions & { samples?: number } = {}) {
  await using server = await stubServer(stub);
  const events: ModelEvent[] = [];
  const { samples = 1, ...rest } = options;
  await using coder = model(`${server.url}#stub`, {
    store: false,
    retries: 2,
    timeoutMs: 30_000,
    on: (event) => events.push(event),
    ...rest,
  });
  const outcome: Outcome = {
    completions: [],
    events,
    count: 0,
    most: 0,
    host: new URL(server.url).host,
    ms: 0,
  };
  const start = performance.now();
  try {
    for await (const { completion } of coder.generate([solve(task, { samples, seed: 1 })])) {
      outcome.completions.push(completion);
    }
  } catch (error) {
    assert(error instanceof Error);
    outcome.error = error;
  }
  outcome.ms = performance.now() - start;
  outcome.count = server.count;
  outcome.most = Math.max(0, ...server.served.values());
  return outcome;
}

/** The first request fails, later ones do not. */
export const once = (fault: Fault): StubOptions => ({ fault: (n) => n === 0 ? fault : undefined });
export const always = (fault: Fault): StubOptions => ({ fault: () => fault });

export async function recovers(fault: Fault, options: ServerOptions = {}): Promise<Outcome> {
  const outcome = await ask(once(fault), options);
  assert.equal(outcome.error, undefined);
  assert.equal(outcome.completions.length, 1);
  assert.match(outcome.completions[0].text, /^# [0-9a-f]{16}$/);
  assert.equal(outcome.count, 2);
  assert.equal(outcome.most, 1);
  assert.equal(outcome.events.filter(({ type }) => type === "retry").length, 1);
  return outcome;
}

export async function fails(fault: Fault, message: RegExp, tries = 3, options: ServerOptions = {}) {
  const outcome = await ask(always(fault), options);
  assert(outcome.error instanceof ModelError, String(outcome.error));
  assert.match(outcome.error.message, message);
  assert(!outcome.error.message.includes("\n"));
  assert(outcome.error.message.includes(outcome.host), outcome.error.message);
  assert.equal(outcome.count, tries);
  assert.equal(outcome.most, 0);
}
