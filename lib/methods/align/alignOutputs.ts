/**
 * The original's output files, derived from the record: the same after any kill, since nothing in them is
 * of a time.
 *
 *     <output_dir>/
 *       experiment_params.json
 *       {arm}_results.json          each iteration, and every update's losses
 *       results_summary.txt
 *       results.md
 *       README.md
 *       charts/{name}.svg, .png     as they are given
 *       preferences/{name}.jsonl    rows for other trainers, as they are given
 */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { jsonLines, refuseUnknown, writeWhole } from "../../base/mod.ts";
import type { Estimate } from "../../metrics/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import { alignTraining } from "./alignNotes.ts";
import { isTiny } from "./alignPolicy.ts";
import { type AlignResult, alignResults } from "./alignResults.ts";

export interface AlignOutputsOptions {
  /** Where the files are made. */
  output_dir: string;
  /** The experiment's parameters, as they were given; `use_synthetic` is said in every text. */
  parameters: Record<string, unknown> & { use_synthetic?: boolean };
  /** @default {[1, 10, 100]} */
  pass_k?: readonly number[];
  /** SVG documents, or pictures of both kinds, by the name of their files. */
  charts?: Record<string, string | { svg: string; png: Uint8Array }>;
  /** Rows of pairs (`exportPreferences`), by the name of their file. */
  preferences?: Record<string, readonly object[]>;
}

const known = {
  output_dir: true,
  parameters: true,
  pass_k: true,
  charts: true,
  preferences: true,
} satisfies Record<keyof AlignOutputsOptions, true>;

const json = (value: unknown) => JSON.stringify(value, null, 2) + "\n";
const embedded =
  "The embedded world (use_synthetic): generated tasks and the embedded model of a quarter of a " +
  "million parameters, really sampled, run and trained. These numbers are about no larger model.";
const generated = "The embedded world (use_synthetic): generated tasks, and no benchmark.";

/**
 * Writes the files of an experiment with `align`'s arms.
 *
 * @param attempts In any order.
 * @returns The files, by their path below the folder, sorted.
 * @throws {RangeError} at a chart or an arm that cannot be a file, and at two that would be one file
 *
 * @example
 * ```ts
 * import { alignOutputs, attempt, Verdict } from "tracelab";
 * import { mkdtempSync } from "node:fs";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({ status: "passed", guarantee: "apart", engine: "wasm", cpuMs: 1, wallMs: 1 });
 * const one = attempt({ method: "align", arm: "dpo", taskId: "t", role: "test", round: 2, verdict });
 * const files = alignOutputs([one], { output_dir: mkdtempSync("/tmp/align-"), parameters: { seed: 1 } });
 * assert(files.includes("dpo_results.json"));
 * ```
 */
export function alignOutputs(attempts: Iterable<Attempt>, options: AlignOutputsOptions): string[] {
  refuseUnknown("alignOutputs", options, known);
  const { output_dir, parameters, pass_k = [1, 10, 100], charts = {}, preferences = {} } = options;
  const all = [...attempts], files: string[] = [];
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(output_dir, path)), { recursive: true });
    writeWhole(join(output_dir, path), content);
    files.push(path);
  };
  const fileName = (name: string) => {
    const file = name.replace(/[^\w.+-]+/g, "-");
    if (!/^\w/.test(file)) throw new RangeError(`a file cannot be named so: '${name}'`);
    return file;
  };
  const different = (names: readonly string[]) => {
    // Some file systems do not tell letters from capitals.
    const files = new Map<string, string>();
    for (const name of names) {
      const file = fileName(name).toLowerCase(), other = files.get(file);
      if (other !== undefined) {
        throw new RangeError(`'${other}' and '${name}' would share a file: name them apart`);
      }
      files.set(file, name);
    }
  };
  const results = alignResults(all, { pass_k });
  // A training is told of an arm whose tests nobody could judge, too.
  const arms = [...new Set(all.map(({ arm }) => arm))].sort();
  for (const names of [arms, Object.keys(charts), Object.keys(preferences)]) different(names);
  const written = all.flatMap(({ completion }) => completion?.model ?? []);
  const said = !parameters.use_synthetic ? "" : written.every(isTiny) ? embedded : generated;
  write("experiment_params.json", json(parameters));
  for (const arm of arms) {
    const own = all.filter((one) => one.arm === arm);
    const trainings = own.flatMap((one) => {
      const training = alignTraining(one);
      return training ? [{ seed: one.seed, ...training }] : [];
    }).sort((a, b) => (a.seed ?? 0) - (b.seed ?? 0) || a.iteration - b.iteration);
    write(
      `${fileName(arm)}_results.json`,
      json({
        use_synthetic: parameters.use_synthetic ?? false,
        iterations: ofArm(results, arm),
        trainings,
      }),
    );
  }
  const last = arms.flatMap((arm) => ofArm(results, arm).slice(-1));
  write("results_summary.txt", summary(last, pass_k, said));
  write("results.md", markdown(last, pass_k, said, Object.keys(charts).map(fileName)));
  write("README.md", readme(said, arms.map(fileName), Object.keys(preferences).map(fileName)));
  for (const [name, chart] of Object.entries(charts)) {
    const { svg, png } = typeof chart === "string" ? { svg: chart, png: undefined } : chart;
    write(`charts/${fileName(name)}.svg`, svg);
    if (png) write(`charts/${fileName(name)}.png`, png);
  }
  for (const [name, rows] of Object.entries(preferences)) {
    write(`preferences/${fileName(name)}.jsonl`, jsonLines(rows));
  }
  return files.sort();
}

const ofArm = (results: readonly AlignResult[], arm: string) =>
  results.filter((row) => row.arm === arm).sort((a, b) => a.iteration - b.iteration);

/** A share with its interval; blank where it was not measured. */
const share = (estimate?: Estimate) =>
  estimate
    ? `${estimate.value.toFixed(4)} (${estimate.low.toFixed(4)}-${estimate.high.toFixed(4)})`
    : "";

function summary(rows: readonly AlignResult[], pass_k: readonly number[], said: string): string {
  const text = rows.map((row) => {
    const errors = Object.entries(row.errors).map(([kind, value]) =>
      `  ${kind}: ${value.toFixed(4)}`
    );
    return [
      `${row.arm}, iteration ${row.iteration} (${row.tasks} test tasks, ${row.samples} programs each)`,
      ...pass_k.map((k) => `  pass@${k}: ${share(row.pass[k])}`.trimEnd()),
      `  execution rate: ${share(row.execution)}`,
      ...errors,
    ].join("\n");
  });
  return [...said ? [said] : [], ...text].join("\n\n") + "\n";
}

function markdown(
  rows: readonly AlignResult[],
  pass_k: readonly number[],
  said: string,
  charts: readonly string[],
): string {
  const heads = ["arm", "iteration", "tasks", "programs each", ...pass_k.map((k) => `pass@${k}`)];
  heads.push("execution rate");
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  const table = [
    line(heads),
    line(heads.map(() => "---")),
    ...rows.map((row) =>
      line([
        row.arm,
        row.iteration,
        row.tasks,
        row.samples,
        ...pass_k.map((k) => share(row.pass[k])),
        share(row.execution),
      ])
    ),
  ].join("\n");
  const intervals = "Intervals: 95 %, over test tasks. Blank: too few programs a task.";
  const pictures = charts.map((name) => `![${name}](charts/${name}.svg)`).join("\n\n");
  return [`# Results`, said, table, intervals, pictures].filter(Boolean).join("\n\n") + "\n";
}

const readme = (said: string, arms: readonly string[], preferences: readonly string[]) =>
  [
    "# Execution-trace alignment",
    said,
    "- `experiment_params.json`: the parameters\n" +
    arms.map((arm) => `- \`${arm}_results.json\`: each iteration, and the losses of every update\n`)
      .join("") +
    "- `results_summary.txt`, `results.md`: the last iteration of every arm\n" +
    "- `charts/`: pictures" +
    preferences.map((name) => `\n- \`preferences/${name}.jsonl\`: pairs for other trainers`).join(
      "",
    ),
  ].filter(Boolean).join("\n\n") + "\n";
