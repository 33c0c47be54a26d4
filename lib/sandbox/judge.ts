/** What every sandbox does with the one thing that differs: judging one program. */
import { lengthOf, pump, untilInterrupted, watched } from "../base/mod.ts";
import type { Task } from "../tasks/mod.ts";
import { type Judging, programOf, type Tests } from "./programOf.ts";
import type { Program } from "./program.ts";
import type { Candidate, Sandbox, SandboxSettings } from "./sandbox.ts";
import type { Verdict } from "./verdict.ts";

type Given = Pick<Sandbox, "stream" | "judge" | "judgeOne"> & AsyncDisposable;

/** How far it is, for cells. */
const judging = { label: "judging", unit: "programs" };
const failedOf = ({ verdict }: { verdict: Verdict }) => ({ failed: verdict.status !== "passed" });

/** A program as a sandbox of these settings judges it: they are part of what its verdict is known by. */
export function placed(program: Program, { apart, limits }: SandboxSettings = {}): Program {
  return {
    ...apart === false && { apart },
    ...program,
    ...limits && { limits: { ...limits, ...program.limits } },
  };
}

/** The settings that are not the usual. */
export function settingsOf({ apart, limits = {} }: SandboxSettings): SandboxSettings | undefined {
  const settings = {
    ...apart === false && { apart },
    ...Object.keys(limits).length && { limits },
  };
  return Object.keys(settings).length ? settings : undefined;
}

export abstract class Judge implements Given {
  abstract readonly lanes: number;
  abstract run(program: Program): Promise<Verdict>;
  abstract close(): Promise<void>;

  stream<P extends Program>(
    programs: Iterable<P> | AsyncIterable<P>,
  ): AsyncIterable<{ program: P; verdict: Verdict }> {
    const judged = async (program: P) => ({ program, verdict: await this.run(program) });
    const stream = pump(programs, judged, { ahead: 2 * this.lanes });
    return watched(stream, { ...judging, total: lengthOf(programs) }, failedOf);
  }

  judge<C extends Candidate>(
    candidates: Iterable<C> | AsyncIterable<C>,
    { tests, ...options }: Omit<Judging, "tests"> & { tests?: Tests | ((candidate: C) => Tests) } =
      {},
  ): AsyncIterable<C & { verdict: Verdict }> {
    if (!Object(candidates)[Symbol.iterator] && !Object(candidates)[Symbol.asyncIterator]) {
      throw new TypeError(
        "judge takes many, [{ task, completion: { code } }, …]; one program: judgeOne(task, code)",
      );
    }
    const judged = async (candidate: C) => {
      const own = typeof tests === "function" ? tests(candidate) : tests;
      const program = programOf(candidate, { ...options, tests: own });
      return { ...candidate, verdict: await this.run(program) };
    };
    const stream = pump(candidates, judged, { ahead: 2 * this.lanes });
    return watched(stream, { ...judging, total: lengthOf(candidates) }, failedOf);
  }

  async judgeOne(task: Task, code: string, options: Judging = {}): Promise<Verdict> {
    if (typeof code !== "string") {
      throw new TypeError("judgeOne takes a task and the code of a program: judgeOne(task, code)");
    }
    return await untilInterrupted(this.run(programOf({ task, completion: { code } }, options)));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
