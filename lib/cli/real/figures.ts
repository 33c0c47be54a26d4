/** The figures of a finished phase, from its records: no text of anybody's tasks, prompts or replies is in them. */
import { knownModels } from "../../engines/mod.ts";
import { compareArms, type Measured, type VerdictRow } from "../../metrics/mod.ts";
import { type Attempt, latestRuns, type Run } from "../../runs/mod.ts";
import type { Phase } from "./phases.ts";

/** What is committed of a phase. */
export interface Figures {
  measured: Measured;
  verdicts: VerdictRow[];
  attempts: Attempt[];
  /** What was judged, where the phase keeps it: one line a program. */
  programs?: { arm: string; seed?: number; task: string; status: string; code: string }[];
}

const experiments: Record<string, string> = { BaseCode: "base-code" };

/**
 * The figures of a phase whose runs are in `root`.
 *
 * @throws {RangeError} where nothing of it is finished
 */
export function figuresOf(name: string, phase: Phase, root: string): Figures {
  const { notebook, control = "base" } = phase;
  const runs = latestRuns(phase.experiment ?? experiments[notebook] ?? notebook, { root });
  const made = runs.flatMap((run) => run.attempts);
  if (!made.length) throw new RangeError(`${name}: no finished run in ${root}`);
  const counted = phase.role === undefined ? made : atEnd(made, phase.role);
  const attempts = phase.again ? twice(counted) : counted;
  if (phase.again && attempts.every(({ arm }) => arm !== "again")) {
    throw new RangeError(`${name}: asked once as yet, in ${root}`);
  }
  const about = origin(runs);
  const measured: Measured = {
    name,
    benchmark: phase.benchmark,
    about: phase.about,
    notebook: phase.notebook,
    ...about,
    published: publishedOf(about.model, phase.benchmark),
    seeds: [...new Set(attempts.map(({ seed = 0 }) => seed))].sort((a, b) => a - b),
    ...(phase.own ? { ids: runs[0].manifest.tasks.ids } : {}),
    harness: attempts.filter(({ verdict }) => verdict?.status === "harness").length,
    arms: compareArms(attempts, control),
    ...attempts.some(({ arm }) => arm === "resample") && {
      againstResample: besideResample(attempts),
    },
  };
  const verdicts = attempts.map((one) => ({
    ...verdictRow(one),
    ...phase.own && one.verdict && { reply: one.completion?.key },
  })).sort(order);
  return { measured, verdicts, attempts, ...phase.programs && { programs: programsOf(attempts) } };
}

/** The attempts of a role at the end of each arm. */
function atEnd(attempts: Attempt[], role: string): Attempt[] {
  const own = attempts.filter((one) => one.role === role);
  if (!own.length) throw new RangeError(`no attempt of the role ${role}`);
  const last = new Map<string, number>();
  for (const { arm, round } of own) last.set(arm, Math.max(round, last.get(arm) ?? 0));
  return own.filter(({ arm, round }) => round === last.get(arm));
}

/** The flows, paired with as many draws without help. */
function besideResample(attempts: Attempt[]): Measured["againstResample"] {
  return compareArms(attempts, "resample")
    .filter(({ arm }) => arm !== "resample" && arm !== "base")
    .map(({ arm, difference, gained, lost, p }) => ({ arm, difference, gained, lost, p }));
}

/** Of an A/A phase, what is asked again as an arm of its own: the seeds after the first. */
function twice(attempts: Attempt[]): Attempt[] {
  const first = Math.min(...attempts.map(({ seed = 0 }) => seed));
  return attempts.map((one) => one.seed === first ? one : { ...one, seed: first, arm: "again" });
}

/** What the publisher of a known model reports, as a share. */
function publishedOf(uri: string, benchmark: string): Measured["published"] {
  const known = knownModels()[uri.replace(/^gguf:/, "")];
  const found = known?.published.find((one) => one.benchmark === benchmark);
  return found && { value: found.score / 100, source: found.source };
}

/** When, by what and at which commit the runs were made. */
function origin(runs: Run[]) {
  const sessions = runs.flatMap((run) => run.manifest.sessions);
  const last = sessions.sort((a, b) => a.startedAt < b.startedAt ? -1 : 1).at(-1)!;
  const { coder, student, policy, untrained } = runs[0].manifest.parameters;
  const { uri, identity } = (coder ?? student ?? policy ?? untrained) as {
    uri: string;
    identity?: string;
  };
  return {
    date: last.startedAt.slice(0, 10),
    commit: last.commit?.slice(0, 8) ?? "unknown",
    model: uri,
    identity: identity ?? "unknown",
    machine: `${last.machine.cores} × ${last.machine.cpu}`,
  };
}

function verdictRow({ arm, seed, taskId, round, role, verdict, completion }: Attempt): VerdictRow {
  const counted = verdict?.tests.filter(({ status }) => status !== "skipped");
  return {
    arm,
    seed,
    task: taskId,
    round,
    role,
    status: verdict?.status,
    tests: counted?.length,
    passed: counted?.filter(({ status }) => status === "passed").length,
    tokens: completion?.usage.completionTokens,
  };
}

function programsOf(attempts: Attempt[]): Figures["programs"] {
  return attempts.flatMap(({ arm, seed, taskId, verdict, completion }) =>
    verdict && completion && verdict.status !== "harness"
      ? [{ arm, seed, task: taskId, status: verdict.status, code: completion.code }]
      : []
  );
}

const keyOf = ({ arm, seed = 0, task, round, role }: VerdictRow) =>
  [arm, seed, task, String(round).padStart(3, "0"), role].join("\0");
const order = (a: VerdictRow, b: VerdictRow) => keyOf(a) < keyOf(b) ? -1 : 1;
