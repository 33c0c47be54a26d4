/** A hosted training at the stub, for the tests of `lib/train/hosted`. Not a part of the library. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { train } from "../train/mod.ts";
import { killedHosted } from "./killedHosted.ts";
import type { FineTuningStub } from "./stubFineTuning.ts";

const folder = mkdtempSync(join(tmpdir(), "tracelab-hosted-"));
Deno.test.afterAll(() => Deno.remove(folder, { recursive: true }));
/** A folder for trainings that is there until the file's last test has ended. */
export const elsewhere = () => mkdtempSync(join(folder, "trained-"));

export const rows = killedHosted.rows;
export const pairs = rows.map(({ prompt, completion }) => ({
  prompt,
  chosen: completion,
  rejected: `${completion}!`,
}));
/** How the stub tells of a job that ended well. */
export const succeeded = {
  status: "succeeded",
  fine_tuned_model: "ft:stub:org:own:1",
  trained_tokens: 3000,
};
export const quick = { pollMs: 5, retries: 3, say: () => {} };

type Options = { at?: string; uri?: string } & Record<string, unknown>;

/** A training at the stub, which is asked under its address. */
export function begin({ url }: FineTuningStub, { at = elsewhere(), ...more }: Options = {}) {
  const ask = { method: "sft", rows, folder: at, ...quick, ...more };
  // deno-lint-ignore no-explicit-any
  return train(`${url}#base` as `http://${string}`, ask as any);
}
export const jobFile = (at: string, { key }: { key: string }) => join(at, key, "job.json");
export const linesOf = (text: string) => text.trimEnd().split("\n").map((line) => JSON.parse(line));
/** How often the stub was asked for something. */
export const count = (stub: FineTuningStub, what: string) => stub.asked.get(what) ?? 0;
