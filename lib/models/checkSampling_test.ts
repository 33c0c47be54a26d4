import assert from "node:assert/strict";
import { Task } from "../tasks/mod.ts";
import { scripted } from "../engines/scripted.ts";
import { checkSampling } from "./checkSampling.ts";
import { solve } from "./solve.ts";

Deno.test("sampling that a store could not read back is refused with its value", () => {
  const refused = (sampling: object, message: string) =>
    assert.throws(() => checkSampling(sampling), { name: "RangeError", message });
  refused({ maxTokens: -1 }, "'maxTokens' must be a positive safe integer: -1");
  refused({ maxTokens: 2.5 }, "'maxTokens' must be a positive safe integer: 2.5");
  refused({ topP: 1.5 }, "'topP' must be between 0 and 1: 1.5");
  refused({ temperature: -1 }, "'temperature' must be finite and 0 or more: -1");
  refused({ temperature: NaN }, "'temperature' must be finite and 0 or more: NaN");
  refused({ temperature: Infinity }, "'temperature' must be finite and 0 or more: Infinity");
  refused({ seed: 1e20 }, "'seed' must be a safe integer: 100000000000000000000");
  refused({ stop: "#" }, "'stop' must be a list of strings: #");
  const usual = { temperature: 0, topP: 1, maxTokens: 1, stop: [], seed: -1 };
  assert.equal(checkSampling(usual), usual);
});

Deno.test("odd sampling is refused before the call, whether a request or the options have it", async () => {
  const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
  const message = "'maxTokens' must be a positive safe integer: -1";
  for (
    const [options, sampling] of [[{ maxTokens: -1 }, { maxTokens: 5 }], [{}, { maxTokens: -1 }]]
  ) {
    const coder = scripted(["pass"], options);
    await assert.rejects(coder.ask(solve(task, sampling)), { name: "RangeError", message });
    assert.equal(coder.asked.length, 0);
  }
});

Deno.test("a number of samples that is none is refused before the call", async () => {
  const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
  for (const samples of [2.5, -1, NaN]) {
    const coder = scripted(["pass"]);
    await assert.rejects(
      async () => await Array.fromAsync(coder.generate([solve(task, { samples })])),
      {
        name: "RangeError",
        message: `'samples' must be a non-negative integer: ${samples}`,
      },
    );
    assert.equal(coder.asked.length, 0);
  }
});
