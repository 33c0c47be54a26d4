/**
 * Verdicts that are known already. While `recalling` runs a piece of work, a sandbox asks for the
 * verdict on record before it executes a program: a run that is resumed judges nothing twice.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type { Test } from "../tasks/mod.ts";
import type { Program } from "./program.ts";
import type { Verdict } from "./verdict.ts";

/** The verdict on record for a program's key, if there is one. */
export type Recall = (key: string) => Verdict | undefined;

const storage = new AsyncLocalStorage<Recall>();

/**
 * Executes `work` with these known verdicts.
 *
 * @example
 * ```ts
 * import { Verdict } from "tracelab";
 * import { recalled, recalling } from "./recalling.ts";
 * const known = Verdict.parse({
 *   status: "passed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 * });
 * const judge = () => Promise.reject(new Error("not asked"));
 * const { status } = await recalling(() => known, () => recalled({ code: "1 + 1" }, judge));
 * status; // "passed"
 * ```
 */
export function recalling<T>(recall: Recall, work: () => T): T {
  return storage.run(recall, work);
}

/**
 * The verdict on record, or that of `judge` together with the program's key.
 *
 * @throws {TypeError} for what is no program
 *
 * @example
 * ```ts
 * import { Verdict } from "tracelab";
 * import { recalled } from "./recalling.ts";
 * const judge = () =>
 *   Promise.resolve(Verdict.parse({
 *     status: "passed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 *   }));
 * await recalled({ code: "1 + 1" }, judge); // outside `recalling` always judged
 * ```
 */
export async function recalled(
  program: Program,
  judge: () => Promise<Verdict>,
): Promise<Verdict> {
  if (typeof program?.code !== "string") {
    throw new TypeError(
      'run takes a program: run({ code: "print(1)" }); of a task: judgeOne(task, code)',
    );
  }
  const recall = storage.getStore();
  if (!recall) return await judge();
  const key = programKey(program);
  return recall(key) ?? { ...await judge(), key };
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22);
/** A task's test is hashed once, not once a program. */
const hashes = new WeakMap<Test, string>();

/**
 * What tells a program from another: its code, its test and how it is run.
 *
 * @example
 * ```ts
 * import { programKey } from "tracelab/sandbox";
 * import assert from "node:assert/strict";
 * assert.notEqual(programKey({ code: "1 + 1" }), programKey({ code: "1 + 2" }));
 * ```
 */
export function programKey(program: Program): string {
  const { code, test, entryPoint, helpers, limits, trace, seed, preamble, apart } = program;
  let hash = test && hashes.get(test);
  if (test && hash === undefined) hashes.set(test, hash = sha256(JSON.stringify(test)));
  const parts = [code, hash, entryPoint, helpers, limits, trace || false, seed];
  // Only where there is one: the keys of all other programs stay as they were.
  if (preamble) parts.push(preamble);
  if (apart === false) parts.push("beside");
  return sha256(JSON.stringify(parts));
}
