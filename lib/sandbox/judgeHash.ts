import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A short hash of the sandbox's sources: a verdict that is kept is of one judge, and a release number
 * does not change with every mend of it.
 *
 * @param part `python`: of what judges alone, which is the same where the rest is compiled for Node
 *
 * @example
 * ```ts
 * import { judgeHash } from "tracelab/sandbox";
 * judgeHash(); // "8886d73c"
 * ```
 */
export function judgeHash(part: "all" | "python" = "all"): string {
  const room = import.meta.dirname!, hash = createHash("sha256");
  const ending = part === "all" ? /\.(?:ts|js|py|wasm)$/ : /\.py$/;
  // Node 20 has no globSync.
  const files = readdirSync(room, { recursive: true, encoding: "utf8" }).sort()
    .filter((file) => ending.test(file))
    .filter((file) => !/_test\.ts$|^(?:attacks|fidelity)\//.test(file));
  for (const file of files) hash.update(file).update("\0").update(readFileSync(join(room, file)));
  return hash.digest("hex").slice(0, 8);
}
