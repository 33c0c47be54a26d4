import { availableParallelism, loadavg } from "node:os";

/** How much longer anything may take while others want the same cores: 1 on a machine to itself. */
export function slack(): number {
  return Math.max(1, loadavg()[0] / availableParallelism());
}
