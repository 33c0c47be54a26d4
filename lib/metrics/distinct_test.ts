import assert from "node:assert/strict";
import { attempt } from "../runs/mod.ts";
import { Verdict } from "../sandbox/mod.ts";
import { compareArms } from "./compareArms.ts";
import { finalAttempts } from "./finalAttempts.ts";
import { summarize } from "./summarize.ts";

const verdict = (status: string) =>
  Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 });
const by = (model: string, status: string, seed?: number) =>
  attempt({
    method: "base",
    taskId: "t",
    seed,
    verdict: verdict(status),
    completion: {
      ...{ text: "", code: "", finishReason: "stop", usage: {}, sampling: {}, sample: 0 },
      ...{ key: model, promptHash: "", model },
    },
  });

Deno.test("two runs whose arms have one name are not counted as one", () => {
  const message =
    /^RangeError: two attempts 'base\/base\/t\/1\/student\/0' of seed 1 \(own:a and own:b\): .* both named 'base'/;
  const both = [by("own:a", "passed", 1), by("own:b", "failed", 1)];
  for (const metric of [summarize, finalAttempts, (all: typeof both) => compareArms(all, "base")]) {
    assert.throws(() => metric(both), message);
    metric([by("own:a", "passed", 1), by("own:a", "failed", 2)]);
  }
});
