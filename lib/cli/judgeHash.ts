import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A short hash of the sandbox's sources: a verdict that is kept is of one judge, and a release number
 * does not change with every mend of it.
 */
export function judgeHash(): string {
  const room = join(import.meta.dirname!, "../sandbox"), hash = createHash("sha256");
  const files = globSync("**/*.{ts,js,py,wasm}", { cwd: room }).sort()
    .filter((file) => !/_test\.ts$|^(?:attacks|fidelity)\//.test(file));
  for (const file of files) hash.update(file).update("\0").update(readFileSync(join(room, file)));
  return hash.digest("hex").slice(0, 8);
}
