/**
 * A worker that judges: trusted Python with the tests, asking the candidate's worker.
 *
 * It also keeps the time. CPU time of a program is the time that the judge waits for it, as long as
 * the process really used that much; a program that does not end is interrupted, and its worker
 * replaced where that does not help.
 */
import { parentPort } from "node:worker_threads";
import type { PythonFunction } from "./emscripten.ts";
import { boot, type BootFiles } from "./interpreter.ts";
import { Lane, type LaneRequest } from "./candidateLane.ts";
import type { Limits } from "../program.ts";

export interface JudgeStart {
  files: BootFiles;
  interrupt: SharedArrayBuffer;
}

/** A program to judge, its JSON text untouched: numbers in tests must not pass through JavaScript. */
export interface JudgeRequest {
  id: number;
  program: string;
  limits: Limits;
}

export interface JudgeReply {
  id: number;
  /** JSON text: `{"verdict": ..}` or `{"broken": ".."}`. */
  reply: string;
}

/** The judge has begun with another process of the same program. */
export interface GoesOn {
  goesOn: true;
}

const host = parentPort! as {
  once(event: "message", take: (start: JudgeStart) => void): void;
  on(event: "message", take: (request: JudgeRequest) => void): void;
  postMessage(message: GoesOn | JudgeReply | LaneRequest | { ready: true; python: string }): void;
};

host.once("message", async ({ files, interrupt }) => {
  const lane = new Lane(
    (request) => host.postMessage(request),
    () => host.postMessage({ goesOn: true }),
  );
  const { python } = await boot(files);
  const entry = python.runPython(
    "from tracelab_wasm import judge_side; judge_side.Entry()",
  ) as { connect(lane: Lane): void; run: PythonFunction };
  entry.connect(lane);
  python.setInterruptBuffer(new Uint8Array(interrupt));
  host.on("message", ({ id, program, limits }) => {
    lane.open(limits);
    host.postMessage({ id, reply: String(entry.run(program)) });
    lane.settle();
  });
  host.postMessage({
    ready: true,
    python: String(python.runPython("import sys; sys.version.split()[0]")),
  });
});
