/**
 * An execution trace: bounded, versioned JSON, the same from both engines.
 *
 * The first `head` and the last `tail` events are kept; `dropped` says how many lie between.
 */
import { z } from "zod";

/**
 * One event of a trace.
 *
 * @example
 * ```ts
 * import { TraceEvent } from "tracelab/sandbox";
 * TraceEvent.parse({ kind: "line", function: "f", line: 2, depth: 1 });
 * ```
 */
export const TraceEvent = z.object({
  kind: z.enum(["call", "line", "return", "exception"]),
  function: z.string(),
  /** 1-based line of the candidate's file. */
  line: z.number().int(),
  /** Call depth; the outermost candidate frame is 1. */
  depth: z.number().int(),
  /** The activation that it belongs to: a generator keeps its own from call to end. Not in old traces. */
  frame: z.number().int().optional(),
  /** Locals that changed since this frame's last event, as indices into `values`. */
  changed: z.record(z.string(), z.number().int()).optional(),
  /** Return value or exception, as an index into `values`. */
  value: z.number().int().optional(),
  /** Of an exception that nothing in the program caught; where it arose comes first. Not in old traces. */
  uncaught: z.literal(true).optional(),
});
export type TraceEvent = z.infer<typeof TraceEvent>;

/**
 * What a program did, line by line.
 *
 * @example
 * ```ts
 * import { sandbox } from "tracelab";
 * import { Trace } from "tracelab/sandbox";
 * await using python = await sandbox({ lanes: 1 });
 * const { trace } = await python.run({ code: "x = 1\nx += 1\n", trace: true });
 * Trace.parse(trace).lines; // { "1": 1, "2": 1 }
 * ```
 */
export const Trace = z.object({
  version: z.literal(1),
  events: z.array(TraceEvent),
  /** Events seen, kept or not. */
  total: z.number().int(),
  dropped: z.number().int(),
  /** Interned short reprs. */
  values: z.array(z.string()),
  /** Hits by line of the candidate's file. */
  lines: z.record(z.string(), z.number().int()),
});
export type Trace = z.infer<typeof Trace>;
