/** A score for people, and the same for programs. */
import type { ArmSummary, Estimate, RoundSummary } from "../metrics/mod.ts";
import { harnessKind, type Sandbox, type Verdict } from "../sandbox/mod.ts";
import type { Score } from "./scoreTally.ts";
import { unjudgedLines } from "./unjudged.ts";

/** A task whose canonical solution fails where it was judged. */
export interface LeftOut {
  id: string;
  status: Verdict["status"];
  reason?: string;
}

interface Context {
  leftOut: readonly LeftOut[];
  seconds: number;
  ks: number[];
  /** Tasks that no sample is for. */
  unanswered: number;
}

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

function line(name: string, estimate: Estimate | undefined): string {
  if (!estimate) return `${name.padEnd(16)} –`;
  const { value, low, high, n, method } = estimate;
  const interval = `[${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
  return `${name.padEnd(16)} ${percent(value).padStart(7)}  ${
    interval.padEnd(14)
  } n = ${n}, ${method}`;
}

function roundOf(score: Score): { arm?: ArmSummary; round?: RoundSummary } {
  const arm = score.summary.arms[0];
  return { arm, round: arm?.rounds[0] };
}

/** Where errors come from: statuses, then exception types. */
function errors(round: RoundSummary): string[] {
  const failed = round.samples - round.passed;
  if (failed === 0) return [];
  const row = (kind: string, count: number) =>
    `  ${kind.padEnd(24)} ${String(count).padStart(6)}  ` +
    `${percent(count / failed).padStart(7)} of errors  ${
      percent(count / round.samples).padStart(7)
    } of samples`;
  const statuses = Object.entries(round.statuses)
    .filter(([status]) => status !== "passed" && status !== "harness");
  return [
    "",
    "errors by kind",
    ...statuses.map(([status, count]) => row(status, count)),
    ...Object.entries(round.errorTypes).slice(0, 8).map(([type, count]) => row(`· ${type}`, count)),
  ];
}

/** The table that `deno task score` prints. */
export function scoreTable(
  set: string,
  score: Score,
  context: Context & { python: Pick<Sandbox, "engine" | "python"> },
): string {
  const { round } = roundOf(score);
  const { leftOut, python, seconds, ks, unanswered } = context;
  const { unjudged } = score;
  const tasks = round?.tasks ?? 0;
  const ofTasks = unjudged.lost ? `${tasks} of ${tasks + unjudged.lost} tasks` : `${tasks} tasks`;
  const samples = score.samples === 1 ? "1 sample" : `${score.samples} samples`;
  const ofSamples = unjudged.samples
    ? `${score.samples - unjudged.samples} of ${samples} judged`
    : samples;
  const lines = [
    `${set}: ${ofTasks}, ${ofSamples}, ${python.engine} (Python ${python.python}), ${
      seconds.toFixed(1)
    } s`,
    "",
  ];
  if (round) {
    if (score.base) lines.push(line("base pass@1", score.base.passAt1));
    for (const k of ks) {
      lines.push(line(`${score.base ? "plus " : ""}pass@${k}`, round.passAtK[k]));
    }
    lines.push(line("pass ratio", round.passRatio), line("executes", round.executionRate));
    lines.push(...errors(round));
  }
  const notes = [
    unanswered === 1 && "1 task has no sample: it is in no share",
    unanswered > 1 && `${unanswered} tasks have no sample: they are in no share`,
    score.extracted && `${score.extracted} replies held more than code: their code was taken out`,
    leftOut.length &&
    `${leftOut.length} tasks left out: their canonical solutions fail here (${whyBroken(leftOut)})`,
  ].filter((note) => !!note);
  lines.push(...unjudgedLines(unjudged));
  if (notes.length) lines.push("", ...notes as string[]);
  return lines.join("\n");
}

/** What became of canonical solutions that do not pass: `library missing 20, timeout 2`. */
function whyBroken(leftOut: readonly LeftOut[]): string {
  const counts = new Map<string, number>();
  for (const { status, reason } of leftOut) {
    const why = status === "harness" ? harnessKind(reason) : status;
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map((one) => one.join(" ")).join(", ");
}

/** The line of `--json`; a value that was not measured is null. */
export function scoreJson(score: Score, context: Context): string {
  const { leftOut, seconds, ks, unanswered } = context;
  const { round } = roundOf(score);
  return JSON.stringify({
    tasks: round?.tasks ?? 0,
    samples: score.samples,
    passed: round?.passed ?? 0,
    pass_at_k: Object.fromEntries(ks.map((k) => [k, round?.passAtK[k]?.value ?? null])),
    ...(score.base && {
      base_passed: score.base.passed,
      base_pass_at_1: score.base.passAt1?.value ?? null,
    }),
    pass_ratio: round?.passRatio?.value ?? null,
    statuses: round?.statuses ?? {},
    harness: round?.harness ?? 0,
    harness_by_reason: Object.fromEntries(
      score.unjudged.byKind.map(({ kind, samples }) => [kind, samples]),
    ),
    harness_tasks: score.unjudged.tasks,
    tasks_not_judged: score.unjudged.lost,
    no_sample: unanswered,
    left_out: leftOut.map(({ id }) => id),
    seconds: Number(seconds.toFixed(2)),
  });
}

/** Prints a score: for people on stdout, or for programs there and for people on stderr. */
export function printScore(
  set: string,
  score: Score,
  { json, ...context }: Parameters<typeof scoreTable>[2] & { json?: boolean },
): void {
  const table = scoreTable(set, score, context);
  if (json) {
    console.error(table);
    console.log(scoreJson(score, context));
  } else console.log(table);
}
