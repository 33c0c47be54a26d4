/**
 * The kernel's process ended while it was needed: not the fault of a cell's code alone.
 *
 * @example
 * ```ts
 * import { KernelDied } from "tracelab/notebook";
 * new KernelDied("exit 1", "…\nno such module").message; // "kernel died (exit 1): no such module"
 * ```
 */
export class KernelDied extends Error {
  override name = "KernelDied" as const;
  constructor(readonly exit: string, readonly output: string) {
    super(`kernel died (${exit})${output ? `: ${output.trim().split("\n").at(-1)}` : ""}`);
  }
}

/**
 * A kernel answers and executes nothing: not busy, and no better by waiting. It has to be started anew.
 *
 * @example
 * ```ts
 * import { KernelBroken } from "tracelab/notebook";
 * new KernelBroken("its compiler stopped").reason; // "its compiler stopped"
 * ```
 */
export class KernelBroken extends Error {
  override name = "KernelBroken" as const;
  constructor(readonly reason: string) {
    super(`the kernel answers but can no longer execute: ${reason}`);
  }
}

/**
 * A kernel did not answer in time. It has to be killed: a busy kernel cannot be interrupted.
 *
 * @example
 * ```ts
 * import { KernelTimeout } from "tracelab/notebook";
 * new KernelTimeout("the cell", 30_000).message; // "the cell ran past 30 s"
 * ```
 */
export class KernelTimeout extends Error {
  override name = "KernelTimeout" as const;
  constructor(readonly what: string, readonly milliseconds: number) {
    super(`${what} ran past ${milliseconds / 1000} s`);
  }
}
