/**
 * `deno task tiny:learn [sft] [lora] [distillation] [preferences] [--seeds 3] [--tasks 80]`: the
 * embedded model's learning results, written to `results/reference/tiny-NAME.json`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { bootstrapMean } from "../metrics/mod.ts";
import { learnTokenizer } from "../tiny/mod.ts";
import { sandbox } from "../sandbox/mod.ts";
import { writeWhole } from "../base/mod.ts";
import { command, count, refuseName, start } from "./command.ts";
import { experiments } from "./tiny/experiments.ts";
import type { Row } from "./tiny/learning.ts";

const known = Object.keys(experiments);

export const parser = command("tiny:learn", "The embedded model's learning results.")
  .argument("[experiment...]", `${known.join(", ")} (all of them)`)
  .option("--seeds <n>", "repetitions", count(), 3)
  .option("--tasks <n>", "test tasks", count(), 80);

/** The experiments that were asked for. */
export function chosen(names: readonly string[]): readonly string[] {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) refuseName("experiment", unknown, known);
  return names.length ? names : known;
}

/** Mean over seeds of each task's part, then over tasks: tasks are what an interval is about. */
function acrossTasks(rows: Row[]) {
  return bootstrapMean(
    rows[0].perTask.map((_, task) =>
      rows.reduce((sum, { perTask }) => sum + perTask[task], 0) / rows.length
    ),
  );
}

async function work(): Promise<void> {
  const { tasks, seeds } = parser.opts<{ tasks: number; seeds: number }>();
  const names = chosen(parser.args);
  await using python = await sandbox();
  for (const name of names) {
    const rows: Row[] = [];
    const lab = {
      tokenizer: learnTokenizer(),
      python,
      tasks,
      seeds: Array.from({ length: seeds }, (_, i) => i + 1),
      say: ({ arm, seed, sampled, greedy }: Row) =>
        console.error(
          `${name}: ${arm}, seed ${seed}: sampled ${sampled.toFixed(3)}, greedy ${
            greedy.toFixed(3)
          }`,
        ),
    };
    for await (const row of experiments[name].run(lab)) rows.push(row);
    const test = rows.filter(({ split }) => split === "test");
    const arms = [...Map.groupBy(test, ({ arm }) => arm)].map(([arm, of]) => ({
      arm,
      seeds: of.length,
      sampled: acrossTasks(of),
      sampledBySeed: of.map(({ sampled }) => sampled),
      greedy: of.reduce((sum, { greedy }) => sum + greedy, 0) / of.length,
    }));
    const result = {
      experiment: name,
      about: experiments[name].about,
      split: "test",
      tasks: lab.tasks,
      samples: test[0].samples,
      interval: "95 %, bootstrap over tasks of the mean over seeds and samples",
      commit: execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim(),
      date: new Date().toISOString().slice(0, 10),
      arms,
      chosenOnValidation: rows.filter(({ split }) => split === "validation")
        .map(({ arm, sampled, tasks, samples }) => ({ arm, sampled, tasks, samples })),
    };
    mkdirSync("results/reference", { recursive: true });
    writeWhole(`results/reference/tiny-${name}.json`, JSON.stringify(result, null, 2) + "\n");
  }
}

if (import.meta.main) await start(parser, work);
