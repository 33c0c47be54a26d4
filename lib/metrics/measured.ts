/**
 * What was measured here with a real model and committed, `results/reference/real/*.json`: to stand beside
 * published numbers and live ones, each with its date, commit and model.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { packageFile } from "../base/mod.ts";
import type { Attempt } from "../runs/mod.ts";
import { compareArms, type Comparison } from "./compareArms.ts";

const Figure = z.strictObject({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.number().int().positive(),
  method: z.enum(["wilson", "bootstrap"]),
});

/**
 * One measurement: where it is from, and its arms as `compareArms` gives them.
 *
 * @example
 * ```ts
 * import { Measured } from "tracelab/metrics";
 * Measured.shape.model.parse("gguf:qwen2.5-coder-0.5b");
 * ```
 */
export const Measured = z.strictObject({
  name: z.string(),
  /** As published tables name it. */
  benchmark: z.string(),
  /** What was asked. */
  about: z.string(),
  notebook: z.string(),
  date: z.string(),
  commit: z.string(),
  model: z.string(),
  /** Hash of the weights, and the engine's version. */
  identity: z.string(),
  machine: z.string(),
  /** What the model's publisher reports on the same benchmark. */
  published: z.strictObject({ value: z.number(), source: z.string() }).optional(),
  seeds: z.array(z.number()),
  /** The tasks, where they are this project's own. */
  ids: z.array(z.string()).optional(),
  /** Programs that nobody could judge; they are in no share. */
  harness: z.number().int(),
  arms: z.array(z.strictObject({
    arm: z.string(),
    tasks: z.number().int(),
    seeds: z.number().int(),
    solved: Figure.optional(),
    passRatio: Figure.optional(),
    programs: z.number(),
    helperCalls: z.number(),
    tokens: z.number().optional(),
    difference: Figure.optional(),
    gained: z.number().int().optional(),
    lost: z.number().int().optional(),
    p: z.number().optional(),
  })),
  /** Each flow beside `resample`, as many draws without help: the comparison that decides. */
  againstResample: z.array(z.strictObject({
    arm: z.string(),
    difference: Figure.optional(),
    gained: z.number().int().optional(),
    lost: z.number().int().optional(),
    p: z.number().optional(),
  })).optional(),
});
export type Measured = z.infer<typeof Measured>;

const Tables = z.array(z.object({
  name: z.string(),
  rows: z.array(z.record(z.string(), z.unknown())),
}));

/**
 * A measurement, the file of its replies for `recorded:` where the tasks are this project's own, and the
 * tables of its notebook where they are kept.
 */
export type WithReplies = Measured & { replies?: string; tables?: z.infer<typeof Tables> };

/** A verdict as it is committed: a row of `results/reference/real/verdicts`. */
export interface VerdictRow {
  arm: string;
  seed?: number;
  task: string;
  round: number;
  role: string;
  /** Absent of a helper's reply. */
  status?: string;
  tests?: number;
  passed?: number;
  tokens?: number;
  /** The program's key among the kept replies, where they are kept. */
  reply?: string;
}

/**
 * The committed measurements, by name; those that were not made are not there.
 *
 * @throws {z.ZodError} for a file of another shape
 *
 * @example
 * ```ts
 * import { loadMeasured } from "tracelab";
 * for (const { benchmark, model, date, arms: [base] } of loadMeasured()) {
 *   console.log(benchmark, model, date, base.solved?.value, base.solved?.n);
 * }
 * ```
 */
export function loadMeasured(): WithReplies[] {
  const folder = packageFile("results/reference/real");
  return readdirSync(folder).filter((name) => name.endsWith(".json")).sort().map((name) => {
    const read = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));
    const measured = Measured.parse(read(name));
    const replies = join(folder, "replies", `${measured.name}.jsonl`), tables = `tables/${name}`;
    return {
      ...measured,
      ...existsSync(replies) && { replies },
      ...existsSync(join(folder, tables)) && { tables: Tables.parse(read(tables)) },
    };
  });
}

/**
 * What attempts reach that were made again from a measurement's replies, as `compareArms` gives it.
 *
 * @throws {RangeError} where an arm is missing, solves another share or costs something else than the
 * committed one
 *
 * @example
 * ```ts
 * import { base, loadMeasured, loadTasks, measuredAgain, model, sandbox } from "tracelab";
 * import assert from "node:assert/strict";
 * const kept = loadMeasured().find(({ name }) => name === "starter")!;
 * await using coder = model(`recorded:${kept.replies}`);
 * await using python = await sandbox();
 * const tasks = await loadTasks("starter", { ids: kept.ids!.slice(0, 2) }); // all of them: no error
 * const made = await Array.fromAsync(base({ tasks, coder, python, sampling: { temperature: 0 } }));
 * assert.throws(() => measuredAgain(kept, made), /starter, base: 2 tasks now, 199 measured/);
 * ```
 */
export function measuredAgain(kept: Measured, attempts: Iterable<Attempt>): Comparison[] {
  const now = compareArms(attempts, kept.arms[0].arm);
  for (const { arm, tasks, solved, ...cost } of kept.arms) {
    const found = now.find((one) => one.arm === arm);
    const differs = (what: string, is: unknown, was: unknown) => {
      if (is !== was) {
        throw new RangeError(`${kept.name}, ${arm}: ${is} ${what} now, ${was} measured`);
      }
    };
    differs("tasks", found?.tasks ?? 0, tasks);
    differs("solved", found?.solved?.value, solved?.value);
    for (const name of ["programs", "helperCalls", "tokens"] as const) {
      differs(name, found?.[name], cost[name]);
    }
  }
  return now;
}
