/**
 * The verdicts of `score` on disk, by program, test and limits: a run that was stopped goes on where
 * it was, and the same program is not judged twice. What nobody could judge is judged again.
 *
 * Only what a score needs is kept: of the tests how many in a row ended alike, and no output.
 */
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { cacheFolder, wholeLines } from "../base/mod.ts";
import { ErrorInfo, type Sandbox, TestResult, Verdict } from "../sandbox/mod.ts";

const Kept = Verdict.pick({
  status: true,
  reason: true,
  guarantee: true,
  engine: true,
  cpuMs: true,
  wallMs: true,
}).extend({
  key: z.string(),
  error: ErrorInfo.pick({ type: true, message: true, line: true }).optional(),
  /** `[3, "passed", "base"]`: three tests in a row. */
  tests: z.array(z.tuple([
    z.number().int().min(1),
    TestResult.shape.status,
    TestResult.shape.group.unwrap().nullable(),
  ])),
});
type Kept = z.infer<typeof Kept>;

function lean(verdict: Verdict & { key: string }): Kept {
  const tests: Kept["tests"] = [];
  for (const { status, group = null } of verdict.tests) {
    const last = tests.at(-1);
    if (last?.[1] === status && last[2] === group) last[0]++;
    else tests.push([1, status, group]);
  }
  const { key, ...kept } = Kept.parse({ ...verdict, tests });
  return { key, ...kept }; // first, where it is looked for
}

function verdictOf({ tests, ...kept }: Kept): Verdict {
  const all = tests.flatMap(([count, status, group]) =>
    Array.from({ length: count }, () => ({ name: "", status, group: group ?? undefined }))
  );
  return Verdict.parse({ ...kept, tests: all });
}

/** Where verdicts on a set are kept: they are of one engine, Python and judge. */
export function verdictsFile(
  tasks: string,
  { engine, python }: Pick<Sandbox, "engine" | "python">,
  { interpreter, version, folder = join(cacheFolder(), "verdicts") }: {
    interpreter?: string;
    version: string;
    folder?: string;
  },
): string {
  const name = [basename(tasks), engine, python, interpreter, version]
    .filter((part) => part !== undefined).join(" ").replace(/[^\w.+-]+/g, "-");
  return join(folder, `${name}.jsonl`);
}

/** A file of verdicts, read by key and appended to; several processes may do so at a time. */
export class KeptVerdicts implements Disposable {
  readonly #fd: number;
  readonly #places = new Map<string, { at: number; bytes: number }>();
  /** How many verdicts were taken from before. */
  taken = 0;
  readonly #added = new Set<string>();

  /** @param options.fresh nothing is taken from before */
  constructor(readonly file: string, options: { fresh?: boolean } = {}) {
    mkdirSync(join(file, ".."), { recursive: true });
    const fd = this.#fd = openSync(file, "a+", 0o644);
    let whole = 0;
    for (const { text, at, bytes } of wholeLines(fd)) {
      whole = at + bytes + 1;
      const key = /^\{"key":"([\w-]+)"/.exec(text)?.[1];
      if (key && !options.fresh) this.#places.set(key, { at, bytes });
    }
    // A torn last line becomes one that nothing is read from.
    if (whole < fstatSync(fd).size) writeSync(fd, "\n");
  }

  /** The verdict on a program; for `recalling`. */
  readonly recall = (key: string): Verdict | undefined => {
    const place = this.#places.get(key);
    if (!place) return undefined;
    const line = new Uint8Array(place.bytes);
    readSync(this.#fd, line, 0, line.length, place.at);
    try {
      const verdict = verdictOf(Kept.parse(JSON.parse(new TextDecoder().decode(line))));
      this.taken++;
      return verdict;
    } catch {
      return undefined; // of another version, or not whole: it is judged
    }
  };

  add(verdict: Verdict): void {
    const { key, status } = verdict;
    if (!key || status === "harness" || this.#places.has(key) || this.#added.has(key)) return;
    this.#added.add(key);
    writeSync(this.#fd, JSON.stringify(lean({ ...verdict, key })) + "\n");
  }

  [Symbol.dispose](): void {
    closeSync(this.#fd);
  }
}
