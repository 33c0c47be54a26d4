/** What `score` could not judge, counted apart and by reason: it is in no share. */
import { type HarnessKind, harnessKind, type Verdict } from "../sandbox/mod.ts";

export interface UnjudgedKind {
  kind: HarnessKind;
  samples: number;
  tasks: number;
  /** The verdicts' own words, the most frequent first. */
  reasons: { reason: string; samples: number }[];
}

/** Counts verdicts; see `summary`. */
export class Unjudged {
  readonly #byReason = new Map<string, { samples: number; tasks: Set<string> }>();
  readonly #tasks = new Set<string>();
  readonly #judged = new Set<string>();
  #samples = 0;

  add(taskId: string, { status, reason = "no reason was given" }: Verdict): void {
    if (status !== "harness") {
      this.#judged.add(taskId);
      return;
    }
    this.#samples++;
    this.#tasks.add(taskId);
    const [line] = reason.split("\n");
    const entry = this.#byReason.get(line) ?? { samples: 0, tasks: new Set() };
    entry.samples++;
    entry.tasks.add(taskId);
    this.#byReason.set(line, entry);
  }

  /** Samples and tasks of which at least one sample, or none at all, could be judged. */
  summary() {
    const kinds = new Map<HarnessKind, UnjudgedKind & { of: Set<string> }>();
    for (const [reason, { samples, tasks }] of this.#byReason) {
      const kind = harnessKind(reason);
      const found = kinds.get(kind) ?? { kind, samples: 0, tasks: 0, reasons: [], of: new Set() };
      found.samples += samples;
      for (const task of tasks) found.of.add(task);
      found.tasks = found.of.size;
      found.reasons.push({ reason, samples });
      kinds.set(kind, found);
    }
    const byKind = [...kinds.values()].map(({ of: _of, ...kind }) => ({
      ...kind,
      reasons: kind.reasons.sort((a, b) => b.samples - a.samples || (a.reason < b.reason ? -1 : 1)),
    })).sort((a, b) => b.samples - a.samples || (a.kind < b.kind ? -1 : 1));
    const lost = [...this.#tasks].filter((task) => !this.#judged.has(task)).length;
    return { samples: this.#samples, tasks: this.#tasks.size, lost, byKind };
  }
}

export type UnjudgedSummary = ReturnType<Unjudged["summary"]>;

const counted = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;

/** Lines of the table; none where everything was judged. */
export function unjudgedLines({ samples, tasks, lost, byKind }: UnjudgedSummary): string[] {
  if (!samples) return [];
  const only = lost
    ? `; ${counted(lost, "task")} of them ${lost === 1 ? "has" : "have"} no other`
    : "";
  return [
    "",
    `NOT JUDGED (harness): ${counted(samples, "sample")} of ${
      counted(tasks, "task")
    }, in no share${only}`,
    ...byKind.flatMap(({ kind, samples, tasks, reasons }) => [
      `  ${kind.padEnd(24)} ${String(samples).padStart(6)}  of ${counted(tasks, "task")}`,
      ...reasons.slice(0, 3).map(({ reason, samples }) => `    ${reason.slice(0, 90)}: ${samples}`),
      ...(reasons.length > 3 ? [`    … and ${counted(reasons.length - 3, "other reason")}`] : []),
    ]),
  ];
}
