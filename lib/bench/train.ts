/**
 * `deno task bench train`: LoRA training of a real model on this processor, in f32 and in bf16: tokens a
 * second with trl's own last layer and with ours (`answer_head.py`), by turns in one process, on tasks of
 * the starter set and their solutions.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { median } from "d3-array";
import { findWeights } from "../engines/mod.ts";
import { loadTasks } from "../tasks/mod.ts";
import { trainPython, writeTrlFiles } from "../train/mod.ts";
import { trlMethods } from "../train/trl/trlRecipe.ts";

interface Step {
  layer: "trl" | "ours";
  tokens: number;
  seconds: number;
  loss: number;
}

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      model: { type: "string", default: "qwen2.5-coder-0.5b" },
      rounds: { type: "string", default: "3" },
    },
  });
  const base = await findWeights(values.model), python = trainPython();
  const tasks = (await loadTasks("starter")).filter(({ canonical }) => canonical);
  const turn = (role: string, content: string) => [{ role, content }];
  const rows = tasks.slice(0, 4).map(({ prompt, canonical }) => ({
    prompt: turn("user", prompt.instruct ?? prompt.complete!),
    completion: turn("assistant", canonical!),
  }));
  const all = (["f32", "bf16"] as const).map((precision) => {
    const folder = mkdtempSync(join(tmpdir(), "bench-train-"));
    try {
      const options = trlMethods.sft.parse({ precision, batchSize: 1, cpu: true, epochs: 1 });
      const recipe = {
        method: "sft",
        ...options,
        epochs: 1,
        lora: { rank: 16, alpha: 16, dropout: 0 },
      };
      writeTrlFiles(folder, { recipe: { ...recipe, base, saveEvery: 1000 }, rows });
      const script = join(import.meta.dirname!, "trainStep.py");
      const { status, stdout, stderr } = spawnSync(
        python,
        ["-B", script, folder, values.rounds],
        { encoding: "utf8", maxBuffer: 1 << 26 },
      );
      if (status !== 0) throw new Error(`${python}: ${stderr.trim().split("\n").at(-1)}`);
      const steps: Step[] = stdout.split("\n").filter((line) => line.startsWith('{"layer"'))
        .map((line) => JSON.parse(line));
      const speed = (layer: string) =>
        median(steps.filter((one) => one.layer === layer).map((one) => one.tokens / one.seconds))!;
      return { precision, trl: speed("trl"), ours: speed("ours"), steps };
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  if (values.json) return console.log(JSON.stringify(all));
  for (const { precision, trl, ours, steps } of all) {
    const tokens = median(steps.map((one) => one.tokens))!;
    console.log(
      `${precision}, ${tokens.toFixed(0)} tokens a step: trl's layer ${trl.toFixed(0)} tokens/s, ` +
        `ours ${ours.toFixed(0)}, ratio ${(ours / trl).toFixed(2)}`,
    );
  }
}
