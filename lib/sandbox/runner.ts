/** What an engine supplies to the pool: lanes that judge one program at a time. */
import type { Limits, Program } from "./program.ts";
import type { Verdict } from "./verdict.ts";

/** A program with every limit filled in. */
export type Job = Omit<Program, "limits"> & { limits: Limits };

/** One lane of an engine. */
export interface Runner {
  /** Programs handed to the lane at a time: those beyond the first wait in it. */
  readonly depth: number;
  /** The verdict; rejects with `LaneLost` when the lane has ended before there was one. */
  run(job: Job): Promise<Verdict>;
  close(): Promise<void>;
}

/** The lane has ended: its programs are judged again elsewhere. */
export class LaneLost extends Error {
  override name = "LaneLost" as const;

  /** `program`: whether it was being judged at the end, or waited for its turn and has no part in it. */
  constructor(message: string, readonly program: "judged" | "waiting" = "judged") {
    super(message);
  }
}
