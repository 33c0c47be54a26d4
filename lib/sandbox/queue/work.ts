/** What a job asks, what a worker is, and what it answers. */
import { z } from "zod";
import { Test } from "../../tasks/mod.ts";
import { Verdict } from "../verdict.ts";

const positive = z.number().positive();
const Limits = z.strictObject({
  cpuSeconds: positive,
  wallSeconds: positive,
  memoryMb: positive,
  outputBytes: positive,
  processes: positive,
}).partial();

const JobProgram = z.strictObject({
  code: z.string(),
  test: Test.optional(),
  preamble: z.string().optional(),
  entryPoint: z.string().optional(),
  helpers: z.string().optional(),
  apart: z.boolean().optional(),
  limits: Limits.optional(),
  trace: z.union([
    z.boolean(),
    z.literal("failures"),
    z.strictObject({ head: positive, tail: positive }).partial(),
  ]).optional(),
  seed: z.number().optional(),
});

/** Programs of a job at most: more than any producer sends. */
const MOST = 1000;

export const Work = z.strictObject({
  /** With their keys, under which their verdicts are kept. */
  programs: z.array(z.strictObject({ id: z.string(), program: JobProgram })).min(1).max(MOST),
  /** Milliseconds since 1970: what is found in the queue after that is an old letter, sent again. */
  until: z.number(),
});
export type Work = z.infer<typeof Work>;

/**
 * What makes verdicts comparable: the judge's sources, the engine, Python, its libraries, and what a few
 * programs did there. All workers of a queue at a time are alike in it.
 */
export const Calibration = z.strictObject({
  judge: z.string(),
  engine: z.enum(["native", "wasm"]),
  python: z.string(),
  profile: z.string(),
  /** Statuses of the probes. */
  probes: z.string(),
});
export type Calibration = z.infer<typeof Calibration>;

export const WorkerCard = z.strictObject({
  calibration: Calibration,
  protection: z.string(),
});
export type WorkerCard = z.infer<typeof WorkerCard>;

export const Answer = z.strictObject({
  /** By the programs' keys. */
  verdicts: z.array(z.tuple([z.string(), Verdict])),
  calibration: Calibration,
});

/** Where two calibrations differ, in words; empty where they do not. */
export function differences(one: Calibration, other: Calibration): string {
  return (Object.keys(one) as (keyof Calibration)[]).filter((key) => one[key] !== other[key])
    .map((key) => `${key} ${one[key]}, not ${other[key]}`).join("; ");
}
