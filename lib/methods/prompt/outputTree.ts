/**
 * The original's output tree, derived from the record of a search: the same files after any kill, since
 * nothing in them is of a time or of the order in which calls came back.
 *
 *     results/<experiment>/
 *       logs/experiment.log
 *       training/epochs/epoch_N/batch_NNN/{batch_results.json, individual_tasks/}
 *       training/checkpoints/latest.json
 *       training/prompt_evolution.json
 *       training/final_prompt.txt                 the best on the development set
 *       dev_evaluation/epoch_N/batch_NNN/{dev_evaluation.json, individual_tasks/}
 *
 * Batches count from 1 in each epoch, in three digits, so that any sorting is the natural one; the
 * initial prompt is evaluated as `epoch_0/batch_000`.
 */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../../base/mod.ts";
import { proportion } from "../../metrics/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import { explain } from "../flow/mod.ts";
import { type Prompt, promptText } from "./prompt.ts";
import { type PromptHistory, promptHistory } from "./promptHistory.ts";
import { notesOf } from "./promptNotes.ts";

export interface OutputTreeOptions {
  /** Where `results` is made. @default {"."} */
  root_dir?: string;
  experiment_name: string;
}

/** What the tree says of one program. */
interface TaskResult {
  task_id: string;
  passed: boolean | null;
  status: string;
  base_and_plus?: Record<string, string>;
  error?: string;
  generated_code?: string;
  analysis?: string;
}

type Place = { epoch: number; batch: number };
const json = (value: unknown) => JSON.stringify(value, null, 2) + "\n";

/**
 * Writes the tree of one arm and seed.
 *
 * @param attempts In any order.
 * @returns The files, by their path below the experiment's folder, sorted.
 *
 * @example
 * ```ts
 * import { attempt, outputTree } from "tracelab";
 * import { mkdtempSync } from "node:fs";
 * import assert from "node:assert/strict";
 * const place = { epoch: 1, batch: 1, version: 0 };
 * const tried = attempt({ method: "prompt", taskId: "a", notes: { phase: "train", ...place } });
 * const files = outputTree([tried], { root_dir: mkdtempSync("/tmp/tree-"), experiment_name: "demo" });
 * assert(files.includes("training/epochs/epoch_1/batch_001/batch_results.json"));
 * ```
 */
export function outputTree(attempts: Iterable<Attempt>, options: OutputTreeOptions): string[] {
  const { root_dir = ".", experiment_name } = options;
  if (!/^[\w][\w.+-]*$/.test(experiment_name)) {
    throw new RangeError(`'experiment_name' must be the name of a folder: ${experiment_name}`);
  }
  const root = join(root_dir, "results", experiment_name);
  const files: string[] = [];
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeWhole(join(root, path), text);
    files.push(path);
  };
  const train = new Map<number, Map<string, TaskResult>>();
  const develop = new Map<number, Map<string, TaskResult>>();
  const test = new Map<string, Map<string, TaskResult>>();
  const put = <K>(map: Map<K, Map<string, TaskResult>>, key: K, attempt: Attempt) => {
    const own = map.get(key) ?? new Map();
    map.set(key, own.set(attempt.taskId, resultOf(attempt)));
  };
  const history = promptHistory((function* () {
    for (const attempt of attempts) {
      const trained = notesOf(attempt, "train"), developed = notesOf(attempt, "develop");
      const tested = notesOf(attempt, "test");
      if (trained) put(train, trained.batch, attempt);
      if (developed) put(develop, developed.evaluation, attempt);
      if (tested) put(test, tested.which, attempt);
      yield attempt;
    }
  })());
  const folderOf = places(history);

  for (const { batch, epoch, version, analyses, proposal } of history.batches) {
    const results = sorted(train.get(batch));
    for (const result of results) {
      const analysis = analyses.get(result.task_id);
      if (analysis) result.analysis = analysis;
    }
    const folder = `training/epochs/${folderOf({ epoch, batch })}`;
    write(
      `${folder}/batch_results.json`,
      json({
        epoch,
        batch,
        prompt_version: version,
        prompt: textOf(history, version),
        ...counts(results),
        tasks: results.map(({ task_id, passed, status }) => ({ task_id, passed, status })),
        analyses: [...analyses].sort(([a], [b]) => a < b ? -1 : 1)
          .map(([task_id, analysis]) => ({ task_id, analysis })),
        rewrite: proposal && {
          version: proposal.version ?? null,
          prompt: proposal.prompt ? promptText(proposal.prompt) : null,
          refused: proposal.version === undefined ? proposal.problem : undefined,
          turns: proposal.turns,
        },
      }),
    );
    writeTasks(write, folder, results);
  }
  for (const { evaluation, epoch, batch, version, rate, accepted, why } of history.evaluations) {
    const results = sorted(develop.get(evaluation));
    const folder = `dev_evaluation/${folderOf({ epoch, batch })}`;
    const interval = rate && { low: rate.low, high: rate.high };
    write(
      `${folder}/dev_evaluation.json`,
      json({
        epoch,
        batch,
        prompt_version: version,
        prompt: textOf(history, version),
        ...counts(results),
        ...interval,
        accepted,
        why,
        tasks: results.map(({ task_id, passed, status }) => ({ task_id, passed, status })),
      }),
    );
    writeTasks(write, folder, results);
  }
  const evaluated = new Map(history.evaluations.map((one) => [one.version, one]));
  write(
    "training/prompt_evolution.json",
    json(
      [...history.prompts].sort(([a], [b]) => a - b).map(([version, prompt]) => {
        const made = history.batches.find(({ proposal }) => proposal?.version === version);
        const seen = evaluated.get(version);
        return {
          version,
          epoch: made?.epoch ?? 0,
          batch: made?.batch ?? 0,
          made_from: made?.proposal?.from ?? null,
          prompt: promptText(prompt),
          instructions: prompt.directives,
          demonstrations: prompt.demonstrations?.map(({ taskId }) => taskId),
          dev_pass_rate: seen?.rate?.value ?? null,
          accepted: seen?.accepted ?? null,
          why: seen?.why ?? "not evaluated",
        };
      }),
    ),
  );
  write("training/checkpoints/latest.json", json(checkpoint(history)));
  if (history.selection) {
    write("training/final_prompt.txt", `${textOf(history, history.selection.best) ?? ""}\n`);
  }
  write("logs/experiment.log", log(experiment_name, history, test).map((l) => `${l}\n`).join(""));
  return files.sort();
}

/** `epoch_2/batch_001`: batches are numbered within their epoch. */
function places({ batches }: PromptHistory): (place: Place) => string {
  const first = new Map<number, number>();
  for (const { epoch, batch } of batches) {
    first.set(epoch, Math.min(first.get(epoch) ?? Infinity, batch));
  }
  return ({ epoch, batch }) => {
    const own = epoch === 0 ? 0 : batch - (first.get(epoch) ?? batch) + 1;
    return `epoch_${epoch}/batch_${String(own).padStart(3, "0")}`;
  };
}

const textOf = ({ prompts }: PromptHistory, version: number): string | undefined => {
  const prompt: Prompt | undefined = prompts.get(version);
  return prompt && promptText(prompt);
};

function resultOf({ taskId, completion, verdict, notes }: Attempt): TaskResult {
  const told = typeof notes.error === "string" ? notes.error : undefined;
  const passed = verdict && verdict.status !== "harness" ? verdict.status === "passed" : null;
  const failure = verdict && verdict.status !== "passed"
    ? explain(verdict, completion?.code ?? "").message
    : undefined;
  return {
    task_id: taskId,
    passed,
    status: verdict?.status ?? (told ? "no answer" : "not judged"),
    base_and_plus: notes.tests as Record<string, string> | undefined,
    error: told ?? failure,
    generated_code: completion?.code,
  };
}

/** By id, so that the order in which programs came back does not show. */
const sorted = (results = new Map<string, TaskResult>()) =>
  [...results.values()].sort((a, b) => a.task_id < b.task_id ? -1 : 1);

function counts(results: TaskResult[]) {
  const passed = results.filter((one) => one.passed === true).length;
  const judged = results.filter((one) => one.passed !== null).length;
  return {
    total: results.length,
    passed,
    failed: judged - passed,
    not_judged: results.length - judged,
    pass_rate: judged ? passed / judged : null,
  };
}

function writeTasks(
  write: (path: string, text: string) => void,
  folder: string,
  results: TaskResult[],
) {
  const seen = new Map<string, number>();
  for (const result of results) {
    const name = result.task_id.replace(/[^\w.-]+/g, "_");
    // Some file systems do not tell letters from capitals.
    const n = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), n);
    write(`${folder}/individual_tasks/${name}${n > 1 ? `-${n}` : ""}.json`, json(result));
  }
}

function checkpoint(history: PromptHistory) {
  const last = history.batches.at(-1), { selection } = history;
  const accepted = history.evaluations.filter((one) => one.accepted).at(-1);
  const best = history.evaluations.find(({ version }) => version === selection?.best);
  return {
    finished: selection !== undefined,
    epoch: last?.epoch ?? 0,
    batch: last?.batch ?? 0,
    last_accepted_version: accepted?.version ?? null,
    current_prompt: accepted ? textOf(history, accepted.version) : null,
    best_version: selection?.best ?? null,
    best_prompt: selection ? textOf(history, selection.best) : null,
    best_dev_pass_rate: best?.rate?.value ?? null,
  };
}

function log(
  experiment: string,
  history: PromptHistory,
  test: Map<string, Map<string, TaskResult>>,
): string[] {
  const percent = (rate?: { value: number; n: number }) =>
    rate ? `${(100 * rate.value).toFixed(1)} % of ${rate.n}` : "nothing judged";
  const lines: [number, number, string][] = [];
  for (const { epoch, batch, version, rate, analyses, proposal } of history.batches) {
    const head = `epoch ${epoch}, batch ${batch}:`;
    lines.push([batch, 0, `${head} ${percent(rate)} pass with prompt ${version}`]);
    lines.push([batch, 1, `${head} ${analyses.size} analyses`]);
    if (proposal?.version !== undefined) {
      lines.push([batch, 2, `${head} prompt ${proposal.version} from prompt ${proposal.from}`]);
    } else if (proposal) lines.push([batch, 2, `${head} no new prompt: ${proposal.problem}`]);
  }
  for (const { epoch, batch, version, rate, accepted, why } of history.evaluations) {
    const head = `epoch ${epoch}, batch ${batch}: development set:`;
    const outcome = `${accepted ? "accepted" : "rejected"}: ${why}`;
    lines.push([batch, 3, `${head} ${percent(rate)} pass with prompt ${version}; ${outcome}`]);
  }
  for (const { role, calls, failed, error } of history.faults) {
    if (failed) lines.push([Infinity, 0, `${role}: ${failed} of ${calls} calls failed: ${error}`]);
  }
  const { selection } = history;
  if (selection) {
    const { best, selected } = selection;
    lines.push([Infinity, 1, `best on the development set: prompt ${best}; goes on: ${selected}`]);
  }
  for (const which of ["initial", "selected"]) {
    const results = test.get(which);
    if (!results) continue;
    const { passed, total, not_judged } = counts([...results.values()]);
    const rate = proportion(passed, total - not_judged);
    lines.push([Infinity, 2, `test set: ${percent(rate)} pass with the ${which} prompt`]);
  }
  lines.sort(([a, x], [b, y]) => a === b ? x - y : a - b);
  return [`experiment ${experiment}`, ...lines.map(([, , text]) => text)];
}
